using System.CommandLine;
using System.Globalization;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`agents versions|diff|rollback`.</summary>
internal static class VersionCommands
{
    private static Argument<string> AgentArgument => new("AGENT") { Description = "Name or id of the agent." };

    public static Command List(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var name = AgentArgument;
        return verbs.Calling(
            new("versions", "The versions of an agent, newest first: when, by whom, what changed.") { name, json },
            async call =>
            {
                var agent = await AgentNames.FindAsync(call.Client, call.Value(name), call.Cancelled);
                var versions = await call.Client.Agents.ListVersionsAsync(new() { AgentId = agent.Id }, call.Cancelled).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var all = new ListAgentVersionsResponse();
                    all.AgentVersions.AddRange(versions);
                    Json.Write(call.Terminal, all);
                }
                else if (versions.Count == 0)
                {
                    call.Terminal.Line($"{agent.Name} has no version yet. It gets its first one when it is switched on.");
                }
                else
                {
                    Tables.Write(call.Terminal, ["version", "when", "by", "what changed"], [.. versions.Select(version => Row(version, agent.Version))]);
                }

                return ExitCodes.Done;
            },
            "omniforge agents versions \"Project report\"",
            "omniforge agents versions \"Project report\" --json");
    }

    public static Command Diff(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var name = AgentArgument;
        var from = Version("FROM", "Number of the earlier version; `draft` = what is not published yet.");
        var to = Version("TO", "Number of the later version; `draft` = what is not published yet. Left out = the version that runs.");
        to.Arity = ArgumentArity.ZeroOrOne;
        return verbs.Calling(
            new("diff", "What differs between two versions: fields, accounts, the text of skills.") { name, from, to, json },
            async call =>
            {
                var agent = await AgentNames.FindAsync(call.Client, call.Value(name), call.Cancelled);
                var request = new DiffAgentVersionsRequest
                {
                    AgentId = agent.Id,
                    FromVersion = Number(call.Value(from)),
                    ToVersion = call.Value(to) is { Length: > 0 } said ? Number(said) : agent.Version,
                };
                var found = await call.Client.Agents.DiffVersionsAsync(request, call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, found);
                    return ExitCodes.Done;
                }

                foreach (var change in found.FieldChanges)
                {
                    call.Terminal.Line(change.Path);
                    call.Terminal.Line($"- {(change.Before.Length > 0 ? change.Before : "nothing")}");
                    call.Terminal.Line($"+ {(change.After.Length > 0 ? change.After : "nothing")}");
                }

                foreach (var file in found.FileDiffs)
                {
                    call.Terminal.Line(file.Diff.TrimEnd('\n'));
                }

                if (found.FieldChanges.Count + found.FileDiffs.Count == 0)
                {
                    call.Terminal.Line("Nothing differs.");
                }

                return ExitCodes.Done;
            },
            "omniforge agents diff \"Project report\" 1 3",
            "omniforge agents diff \"Project report\" 2 draft");
    }

    public static Command Rollback(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var name = AgentArgument;
        var version = Version("VERSION", "Number of the version to go back to.");
        return verbs.Calling(
            new("rollback", "Make a new version equal to an earlier one. Schedules stay as they are; nothing of the history is lost.") { name, version, json },
            async call =>
            {
                var agent = await AgentNames.FindAsync(call.Client, call.Value(name), call.Cancelled);
                var wanted = Number(call.Value(version));
                var request = new RollbackAgentRequest { AgentId = agent.Id, Version = wanted, Etag = agent.Etag };
                var changed = await call.Client.Agents.RollbackAsync(request, call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, changed);
                }
                else
                {
                    call.Terminal.Line($"{changed.Name} is as in version {wanted} again, published as version {changed.Version}.");
                }

                return ExitCodes.Done;
            },
            "omniforge agents rollback \"Project report\" 2");
    }

    private static string[] Row(AgentVersion version, int runs) =>
    [
        version.Version == runs ? $"{version.Version} (runs)" : version.Version.ToString(CultureInfo.InvariantCulture), Words.Stamp(version.CreatedAt),
        version.CreatedBy?.DisplayName ?? "", version.Summary,
    ];

    private static Argument<string> Version(string name, string description) => new(name) { Description = description };

    private static int Number(string? said)
        => said is "draft" ? 0
            : int.TryParse(said?.TrimStart('v', 'V'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new CliException($"\"{said}\" is no version. Give its number, such as 2; `omniforge agents versions AGENT` lists them.", ExitCodes.Usage);
}
