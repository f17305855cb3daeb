using OmniForge.Agents.Building;
using OmniForge.Evaluation.Drafts;
using OmniForge.Evaluation.Scenes;

namespace OmniForge.Evaluation.Judges;

/// <summary>An answer against how it must be read, and whether the question may go ahead.</summary>
internal sealed class ReadingJudge(KnownTables tables, TurnReader reader)
{
    private const string Ordinary = "read projects.csv every Monday at 8am";

    public async Task<Verdict> JudgeAsync(EvaluationLine line, CancellationToken cancellationToken)
    {
        var asked = Asked.Of(Json.Text(Json.First(line.Input, "asked", "question", "context", "asked_for")));
        var world = World.With(await tables.ForAsync(line, cancellationToken), World.Zone);
        var wish = new Wish { Goal = Ordinary, File = world.Files[0].File, When = DraftValue.When("0 8 * * MON", World.Zone) };
        var said = Json.Texts(Json.First(line.Input, "say", "text")) is [.., var last] ? last : "";
        var read = await reader(said, asked.State(wish), world, cancellationToken);
        if (asked.NoProceeds)
        {
            read = read with { Reading = Addition.Read(said, read, part => GrammarReader.Read(part, asked.State(wish), world).Reading) };
        }

        var proceeds = read.Reading == (asked.NoProceeds ? TurnReading.No : TurnReading.Yes);
        var wanted = Json.Texts(Json.First(line.Expect, "reading", "readings"))
            .SelectMany(name => name.ToUpperInvariant().Split(['|', '/', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        var may = Json.Flag(Json.First(line.Expect, "proceeds"));
        var right = wanted.Count == 0 || wanted.Exists(name => Fits(name, read));
        right &= Named(line, read);
        return new(right && (may is null || may == proceeds), $"{read.Reading.ToString().ToUpperInvariant()}{(proceeds ? ", goes ahead" : "")}")
        {
            WrongYes = proceeds && (may == false || (may is null && wanted.Count > 0 && !right)),
        };
    }

    /// <summary>A statement that says something about the draft is a change of it.</summary>
    private static bool Fits(string name, TurnUnderstanding read)
        => name.Equals(read.Reading.ToString(), StringComparison.OrdinalIgnoreCase)
            || (name is "CHANGE" or "ANSWER" or "STATEMENT" && read.Reading is TurnReading.Statement or TurnReading.Change
                && WishChanges.Any(read.Change) | read.When is not null | read.Services.Count > 0 | read.Files.Count > 0
                    | read.Name is not null | read.Unclear.Count > 0 | read.Answer is not null | read.Goal is not null);

    /// <summary>A service that is expected must have been named.</summary>
    private static bool Named(EvaluationLine line, TurnUnderstanding read)
        => Json.Texts(Json.First(line.Expect, "integration", "integrations", "service", "services"))
            .All(service => read.Services.Contains(service.ToLowerInvariant()));
}
