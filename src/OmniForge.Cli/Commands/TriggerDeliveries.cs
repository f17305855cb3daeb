using System.CommandLine;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`triggers test|deliveries|redeliver`.</summary>
internal static class TriggerDeliveries
{
    public static Command Test(Verbs verbs)
    {
        var (trigger, json) = (TriggerNames.Argument, Verbs.JsonOption);
        Option<string?> kind = new("--event") { Description = "Which of its events. Default: the first." };
        Option<string?> payload = new("--payload") { Description = "The body, as JSON." };
        return verbs.Calling(
            new("test", "Send a made-up event through the whole path; the run is a test.") { trigger, kind, payload, json },
            async call =>
            {
                var known = await TriggerNames.FindAsync(call.Client, call.Value(trigger), call.Cancelled);
                var request = new SendTestEventRequest { TriggerId = known.Id, EventType = call.Value(kind) ?? "", Payload = Read(call.Value(payload)) };
                return Tell(call, await call.Client.Triggers.SendTestEventAsync(request, call.Cancelled), call.Value(json));
            },
            "omniforge triggers test \"Order desk\" --payload '{\"amount\": 120}'");
    }

    public static Command List(Verbs verbs)
    {
        var (trigger, zone, json) = (TriggerNames.Argument, PersonTimes.ZoneOption, Verbs.JsonOption);
        Option<int> limit = new("--limit", "-n") { Description = "Most rows.", DefaultValueFactory = _ => 20 };
        return verbs.Calling(
            new("deliveries", "What came in, newest first, and what became of it.") { trigger, limit, zone, json },
            async call =>
            {
                if (call.Value(limit) < 1)
                {
                    throw new CliException("--limit must be 1 or more.", ExitCodes.Usage);
                }

                var known = await TriggerNames.FindAsync(call.Client, call.Value(trigger), call.Cancelled);
                var filter = new ListDeliveriesRequest { TriggerId = known.Id, PageSize = Math.Min(call.Value(limit), 500) };
                var rows = await call.Client.Triggers.ListDeliveriesAsync(filter, call.Cancelled).Take(call.Value(limit)).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var all = new ListDeliveriesResponse();
                    all.Deliveries.AddRange(rows);
                    Json.Write(call.Terminal, all);
                }
                else if (rows.Count == 0)
                {
                    call.Terminal.Line($"Nothing has come in yet. {known.Description}");
                }
                else
                {
                    var own = PersonTimes.Find(call.Value(zone));
                    Tables.Write(
                        call.Terminal, [$"came ({Words.Zone(own.Id)})", "how", "verdict", "what became of it", "id"],
                        [.. rows.Select(row => (string[])[PersonTimes.Say(row.ReceivedAt, own), Words.Of(row.Source), Verdict(row), Became(row), row.Id])]);
                }

                return ExitCodes.Done;
            },
            "omniforge triggers deliveries \"Order desk\" --limit 50");
    }

    public static Command Redeliver(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var delivery = new Argument<string>("DELIVERY") { Description = "Id of the delivery." };
        return verbs.Calling(
            new("redeliver", "Have a delivery start the agent once more.") { delivery, json },
            async call => Tell(call, await call.Client.Triggers.RedeliverAsync(new() { DeliveryId = call.Value(delivery) }, call.Cancelled), call.Value(json)),
            "omniforge triggers redeliver DELIVERY_ID");
    }

    private static string Verdict(Delivery row) => row.Count > 1 ? $"{Words.Of(row.Verdict)} ({row.Count} times)" : Words.Of(row.Verdict);

    private static string Became(Delivery row) => row.Events.Count == 0
        ? row.Reason
        : string.Join("; ", row.Events.Take(3).Select(Became)) + (row.Events.Count > 3 ? $"; and {row.Events.Count - 3} more" : "");

    private static string Became(DeliveredEvent happened)
        => happened.ExecutionId.Length > 0 ? $"{happened.EventType} started {happened.ExecutionId}"
            : $"{happened.EventType} {Words.Of(happened.Outcome)}{(happened.Reason.Length > 0 ? $": {happened.Reason}" : "")}";

    private static Struct? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonParser.Default.Parse<Struct>(json);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new CliException("--payload is no JSON object. Write it like '{\"amount\": 120}'.", ExitCodes.Usage);
        }
    }

    private static int Tell(Call call, Delivery delivery, bool json)
    {
        if (json)
        {
            Json.Write(call.Terminal, delivery);
        }
        else
        {
            call.Terminal.Line($"Sent. `omniforge triggers deliveries {delivery.TriggerId}` shows what becomes of it.");
        }

        return ExitCodes.Done;
    }
}
