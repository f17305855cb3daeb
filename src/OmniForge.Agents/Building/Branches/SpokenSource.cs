using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Branches;

/// <summary>Which of several sources a message is about: the one it names, else those whose tables know its words.</summary>
internal static class SpokenSource
{
    /// <summary>Places of the sources; empty = there is only one, or the words fit none.</summary>
    public static IReadOnlyList<int> Of(string text, IReadOnlyList<Word> words, BuilderState state, BuilderWorld world)
    {
        var sources = SkillLayout.Sources(state.Wish);
        if (sources.Count < 2 || state.Question?.Kind is QuestionKind.SourcePlace or QuestionKind.SourceAccount or QuestionKind.File or QuestionKind.Unclear or QuestionKind.When)
        {
            return [];
        }

        var known = sources.Where(at => SkillPlan.Table(state.Wish, at, world) is not null).ToList();
        var named = known.Where(at => Named(words, state.Wish.Sources[at])).ToList();
        return named.Count == 1 ? named : [.. known.Where(at => Fits(text, SkillPlan.Table(state.Wish, at, world)!, world))];
    }

    /// <summary>The answer to "which of them?", as it was offered; null = none, or that is not asked.</summary>
    public static string? Answer(IReadOnlyList<Word> words, BuilderState state)
        => state.Question is not { Kind: QuestionKind.WhichSource } asked ? null
            : words.Any(word => word.IsAny("both", "all", "each", "every", "either")) ? asked.Choices[^1]
            : PlaceFinder.InAnswer(words, asked.Choices)?.Name;

    /// <summary>Whether the words say something about the rows of this table.</summary>
    public static bool Fits(string text, Tools.Tables.TableProfile table, BuilderWorld world)
    {
        var change = ContentGrammar.Read(text, LaterWords.Of(text), TableView.Of(table), world.Now).ToChange();
        return WishChanges.Any(change with { Format = null, OutputFile = null });
    }

    private static bool Named(IReadOnlyList<Word> words, WishSource source) => source.From is { } from
        ? words.Index().Any(pair => ServiceNames.Find(words, pair.Index, out _) == from.Integration) || PlaceFinder.ByName(words, [from.Name]) is not null
        : words.Any(word => word.Kind == WordKind.File && string.Equals(word.Text, source.File, StringComparison.OrdinalIgnoreCase));
}
