using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`triggers create|rotate`.</summary>
internal static class TriggerMaking
{
    public static Command Create(Verbs verbs)
    {
        var agent = new Argument<string>("AGENT") { Description = "Name or id of the agent." };
        var events = new Argument<string[]>("EVENT") { Description = "For instance notion.page_created. None = your own system posts to an address.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> look = new("--look") { Description = "Look in turns instead of waiting for a webhook." };
        Option<int?> every = new("--every") { Description = "Minutes between two looks: 1 to 1440. Default 5." };
        Option<string?> inside = new("--in") { Description = "Only in this database, channel, repository or team, by id." };
        Option<string?> condition = new("--if") { Description = "Condition over the event, such as \"input.data.amount > 100\"." };
        Option<string[]> inputs = new("--input", "-i") { Description = "What the agent gets, as field=place, such as page=input.resource.id. Default: the whole event.", AllowMultipleArgumentsPerToken = true };
        Option<string?> account = new("--account") { Description = "The connected account. Default: the default one." };
        Option<string?> secret = new("--secret") { Description = "The signing secret, where the sender makes it." };
        Option<string?> same = new("--same-by") { Description = "Your own system: where in the body the id stands that makes two deliveries the same, such as order.id." };
        Option<int?> debounce = new("--debounce") { Description = "Seconds within which changes of one thing start one run. Default 0." };
        Option<bool> own = new("--own-changes") { Description = "Also start for what the connected account itself did." };
        Option<string?> name = new("--name") { Description = "What you call it." };
        var json = Verbs.JsonOption;
        return verbs.Calling(
            new("create", "Start an agent when something happens.") { agent, events, look, every, inside, condition, inputs, account, secret, same, debounce, own, name, json },
            async call =>
            {
                var owner = await AgentNames.FindAsync(call.Client, call.Value(agent), call.Cancelled);
                var types = call.Value(events) ?? [];
                var wish = new Trigger
                {
                    Name = call.Value(name) ?? "",
                    Kind = call.Value(look) ? TriggerKind.Poll : TriggerKind.Webhook,
                    Integration = IntegrationOf(types),
                    ResourceId = call.Value(inside) ?? "",
                    Condition = call.Value(condition) ?? "",
                    Secret = call.Value(secret) ?? "",
                    DedupePath = call.Value(same) ?? "",
                    PollInterval = call.Value(every) is { } minutes ? Duration.FromTimeSpan(TimeSpan.FromMinutes(minutes)) : null,
                    Debounce = call.Value(debounce) is { } seconds ? Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)) : null,
                    OwnChanges = call.Value(own) ? OwnChanges.Count : OwnChanges.Unspecified,
                };
                wish.EventTypes.AddRange(types);
                wish.Inputs.Add(InputsOf(call.Value(inputs) ?? []));
                wish.ConnectionId = call.Value(account) is { } named ? (await ConnectionNames.FindAsync(call, named)).Id : "";
                var made = await call.Client.Triggers.CreateAsync(new() { AgentId = owner.Id, Trigger = wish }, call.Cancelled);
                Tell(call, made, call.Value(json));
                if (owner.Status != AgentStatus.Active && !call.Value(json))
                {
                    call.Terminal.Line($"{owner.Name} is {Words.Of(owner.Status)}: it starts once `omniforge agents activate \"{owner.Name}\"` has switched it on.");
                }

                return ExitCodes.Done;
            },
            "omniforge triggers create \"Order desk\" --if \"input.data.amount > 100\"",
            "omniforge triggers create \"Project report\" notion.page_created --look --every 10 --in DATABASE_ID",
            "omniforge triggers create Triage github.issue_opened --in acme/website --input number=input.resource.id");
    }

    public static Command Rotate(Verbs verbs)
    {
        var (trigger, json) = (TriggerNames.Argument, Verbs.JsonOption);
        Option<string?> secret = new("--secret") { Description = "The new secret, where the sender makes it." };
        Option<int> grace = new("--grace") { Description = "Minutes for which the old secret works on: 0 to 1440. Default 0.", DefaultValueFactory = _ => 0 };
        return verbs.Calling(
            new("rotate", "Give a trigger a new secret; its address stays.") { trigger, secret, grace, json },
            async call =>
            {
                var known = await TriggerNames.FindAsync(call.Client, call.Value(trigger), call.Cancelled);
                var request = new RotateTriggerSecretRequest { TriggerId = known.Id, Secret = call.Value(secret) ?? "", Grace = Duration.FromTimeSpan(TimeSpan.FromMinutes(call.Value(grace))) };
                Tell(call, await call.Client.Triggers.RotateSecretAsync(request, call.Cancelled), call.Value(json));
                return ExitCodes.Done;
            },
            "omniforge triggers rotate \"Order desk\" --grace 60");
    }

    /// <summary>The part before the point names the integration.</summary>
    private static string IntegrationOf(string[] types) => types switch
    {
        [] or ["webhook.received"] => "",
        _ when types.Select(type => type.Split('.')[0]).Distinct(StringComparer.Ordinal).ToList() is [var one] => one,
        _ => throw new CliException("One trigger waits for events of one integration. Make one for each.", ExitCodes.Usage),
    };

    private static Dictionary<string, string> InputsOf(string[] pairs)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            inputs[pair.Split('=', 2)[0]] = pair.Split('=', 2) is [_, var place]
                ? place
                : throw new CliException($"\"{pair}\" names no place. Write it like page=input.resource.id.", ExitCodes.Usage);
        }

        return inputs;
    }

    private static void Tell(Call call, Trigger trigger, bool json)
    {
        if (json)
        {
            Json.Write(call.Terminal, trigger);
            return;
        }

        TriggerCommands.Describe(call, trigger);
        if (trigger.Secret.Length > 0)
        {
            call.Terminal.Line($"  secret, shown this once: {trigger.Secret}");
        }
    }
}
