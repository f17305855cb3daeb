using System.Text.Json.Nodes;
using OmniForge.Agents.Building;
using OmniForge.Evaluation.Drafts;
using OmniForge.Evaluation.Scenes;

namespace OmniForge.Evaluation.Judges;

/// <summary>What is said about a draft against what it must set, and what it must leave alone.</summary>
internal sealed class CorrectionJudge(KnownTables tables, TurnReader reader)
{
    public async Task<Verdict> JudgeAsync(EvaluationLine line, CancellationToken cancellationToken)
    {
        var zone = Json.Text(Json.First(line.Input, "profile_zone", "zone")) ?? World.Zone;
        var world = World.With(await tables.ForAsync(line, cancellationToken), zone);
        var desk = await tables.DeskAsync(line, cancellationToken);
        world = world with { Accounts = desk.Accounts };
        var talk = await BeginAsync(line, world, desk, cancellationToken);
        var before = talk.State.Wish;
        foreach (var said in Json.Texts(Json.First(line.Input, "say", "text")))
        {
            await talk.SayAsync(said, cancellationToken);
        }

        var after = talk.State.Wish;
        var faults = Set(Json.First(line.Expect, "set", "sets") as JsonObject ?? Bare(line), after, zone)
            .Concat(Kept(Json.First(line.Expect, "keep", "keeps", "kept"), before, after, zone)).ToList();
        if (Json.Texts(Json.First(line.Expect, "reading", "readings")) is { Count: > 0 } readings
            && !readings.Contains(talk.Reading.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            faults.Add($"read as {talk.Reading.ToString().ToUpperInvariant()}");
        }

        return new(faults.Count == 0, string.Join("; ", faults) + (faults.Count == 0 ? "" : $"; read as {talk.Reading}, replied: {talk.Reply.ReplaceLineEndings(" ")}"))
        {
            WrongYes = talk.Activated && Json.Flag(line.Expect["activated"]) != true,
            WrongTime = talk.State.OpenWhen is null && WrongTime(line, before, after, zone),
        };
    }

    /// <summary>The time was changed to another one than the line expects, while nothing about it is asked.</summary>
    private static bool WrongTime(EvaluationLine line, Wish before, Wish after, string zone)
        => DraftFacts.Of(DraftField.Schedule, before) != DraftFacts.Of(DraftField.Schedule, after)
            && new[] { Json.First(line.Expect, "set", "sets"), Json.First(line.Expect, "keep", "keeps", "kept") }.OfType<JsonObject>()
            .SelectMany(fields => fields).Any(member => DraftFacts.Field(member.Key) is DraftField.Schedule && after.When is { OnDemand: false, Rules.Count: > 0 }
                && !DraftExpectation.Meets(DraftField.Schedule, member.Value, after, zone));

    private async Task<Talk> BeginAsync(EvaluationLine line, BuilderWorld world, Desk desk, CancellationToken cancellationToken)
    {
        var given = Json.First(line.Input, "setup", "draft", "wish");
        var talk = given is JsonObject fields ? new Talk(Setup.State(fields, world), world, desk, reader) : Talk.Start(world, desk, reader);
        foreach (var turn in Json.Texts(given).Concat(Turns(Json.First(line.Input, "context", "turns"))))
        {
            await talk.SayAsync(turn, cancellationToken);
        }

        return talk;
    }

    /// <summary>Turns are texts, or objects of which only the person's own are said again.</summary>
    private static IEnumerable<string> Turns(JsonNode? node)
        => Json.Members(node).Select(member => member is not JsonObject turn ? Json.Text(member)
            : Json.Text(Json.First(turn, "role", "who", "by"))?.ToLowerInvariant() is null or "user" or "person" or "u"
                ? Json.Text(Json.First(turn, "text", "say", "content", "user", "u"))
                : null).OfType<string>();

    /// <summary>A filter line may name its conditions without a `set` around them.</summary>
    private static JsonObject Bare(EvaluationLine line)
        => new(line.Expect.Where(member => DraftFacts.Field(member.Key) is not null)
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static IEnumerable<string> Set(JsonObject expected, Wish wish, string zone)
    {
        foreach (var (name, value) in expected)
        {
            if (DraftFacts.Field(name) is not { } field)
            {
                yield return $"\"{name}\" is no field of a draft";
            }
            else if (!DraftExpectation.Meets(field, value, wish, zone))
            {
                yield return $"{name} is {DraftFacts.Of(field, wish)}";
            }
        }
    }

    /// <summary>Fields with values, or only names of fields that must be as they were.</summary>
    private static IEnumerable<string> Kept(JsonNode? expected, Wish before, Wish after, string zone)
        => expected is JsonObject values
            ? Set(values, after, zone)
            : Json.Texts(expected).Where(name => DraftFacts.Field(name) is not { } field || DraftFacts.Of(field, before) != DraftFacts.Of(field, after))
                .Select(name => DraftFacts.Field(name) is { } field ? $"{name} became {DraftFacts.Of(field, after)}" : $"\"{name}\" is no field of a draft");
}
