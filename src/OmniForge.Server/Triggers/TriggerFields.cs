using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Conditions;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Triggers.Looks;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>The fields of a trigger that its author sets: their defaults, their limits, and their way into the row. Pure.</summary>
internal static class TriggerFields
{
    private const int LongestName = 255;
    private const int LongestId = 255;
    private const int MostInputs = 32;

    /// <summary>What can be changed later as well; the secret is sealed by whoever changes it.</summary>
    public static readonly IReadOnlySet<string> Writable = new HashSet<string>
    {
        "name", "connection_id", "event_types", "condition", "secret", "tolerance", "poll_interval", "dedupe_path", "inputs", "resource_id", "debounce", "own_changes",
    };

    /// <summary>Those that say what is looked for: with others, a look begins anew.</summary>
    private static readonly HashSet<string> Sought = ["connection_id", "event_types", "resource_id"];

    public static bool ChangeSought(IReadOnlySet<string> paths) => paths.Overlaps(Sought);

    /// <summary>Writes the named fields into the row; an unset one becomes its default. Refuses what is out of bounds.</summary>
    public static void Apply(Trigger wish, IReadOnlySet<string> paths, TriggerRow row)
    {
        foreach (var path in paths)
        {
            Apply(wish, path, row);
        }
    }

    /// <summary>A signing secret as a person pastes it.</summary>
    public static string Secret(string given, string field)
        => given.Trim() is { Length: >= 8 and <= 512 } secret && !secret.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            ? secret
            : throw DomainException.Field(field, "is 8 to 512 characters without spaces");

    private static void Apply(Trigger wish, string path, TriggerRow row)
    {
        switch (path)
        {
            case "name": row.Name = Text(path, wish.Name.Trim(), LongestName); break;
            case "connection_id": row.ConnectionId = wish.ConnectionId; break;
            case "event_types": row.EventTypes = JsonSerializer.Serialize([.. wish.EventTypes.Distinct(StringComparer.Ordinal)], StoredJson.Default.ListString); break;
            case "condition": row.Condition = ConditionOf(wish.Condition.Trim()); break;
            case "tolerance": row.ToleranceMs = Span(path, wish.Tolerance, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10), TimeSpan.FromHours(1)); break;
            case "poll_interval": row.PollIntervalMs = Span(path, wish.PollInterval, LookRules.Normal, LookRules.Shortest, LookRules.Longest); break;
            case "dedupe_path": row.DedupePath = DedupePath(wish, row); break;
            case "inputs": row.Inputs = Inputs(wish); break;
            case "resource_id": row.ResourceId = Text(path, wish.ResourceId.Trim(), LongestId); break;
            case "debounce": row.DebounceMs = Span(path, wish.Debounce, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(10)); break;
            case "own_changes":
                row.OwnChanges = wish.OwnChanges switch
                {
                    OwnChanges.Unspecified => OwnChanges.Ignore,
                    OwnChanges.Ignore or OwnChanges.Count => wish.OwnChanges,
                    _ => throw Wrong(path, "is IGNORE or COUNT"),
                };
                break;
        }
    }

    private static string ConditionOf(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var condition = text.Length <= Condition.MaxLength ? Condition.Read(text, out var fault) : throw Faulty($"A condition has at most {Condition.MaxLength} characters.");
        return condition is null ? throw Faulty($"At character {fault!.Position + 1}: {fault.Message}")
            : condition.Paths.Any(path => path.Step is not null) ? throw Faulty("A trigger decides before anything has run: its condition sees only `input`, the event.")
            : text;

        static DomainException Faulty(string problem) => DomainException.Invalid("CONDITION_INVALID", "trigger.condition", problem);
    }

    private static string Inputs(Trigger wish)
    {
        if (wish.Inputs.Count > MostInputs)
        {
            throw Wrong("inputs", $"at most {MostInputs} are allowed");
        }

        foreach (var (field, place) in wish.Inputs)
        {
            var path = FieldPath.Read(place, out var fault);
            if (field.Length is 0 or > 63 || path is null || path.Step is not null)
            {
                throw Wrong($"inputs[{field}]", fault?.Message ?? "names a field of the input and a place in the event, such as input.resource.id");
            }
        }

        return JsonSerializer.Serialize(wish.Inputs.ToDictionary(), StoredJson.Default.DictionaryStringString);
    }

    private static string DedupePath(Trigger wish, TriggerRow row)
    {
        var path = wish.DedupePath.Trim();
        return path.Length == 0 ? ""
            : row.Scheme != SignatureScheme.HmacSha256 ? throw Wrong("dedupe_path", "only systems of your own need it; others name their events themselves")
            : FieldPath.Read($"input.{path}", out var fault) is null ? throw Wrong("dedupe_path", fault!.Message)
            : Text("dedupe_path", path, LongestId);
    }

    private static string Text(string path, string value, int most) => value.Length <= most ? value : throw Wrong(path, $"must have at most {most} characters");

    private static long Span(string path, Duration? span, TimeSpan normal, TimeSpan least, TimeSpan most)
    {
        var value = span?.ToTimeSpan() ?? normal;
        return value >= least && value <= most
            ? (long)value.TotalMilliseconds
            : throw Wrong(path, $"must be {TriggerText.Span(least)} to {TriggerText.Span(most)}");
    }

    private static DomainException Wrong(string field, string problem) => DomainException.Field($"trigger.{field}", problem);
}
