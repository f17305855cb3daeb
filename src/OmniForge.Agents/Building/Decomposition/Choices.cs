using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Decomposition;

/// <summary>Work on files that takes one of several ways: "fill Acme's, Borealis' or Cygnus' form depending on the insurer".</summary>
internal static partial class Choices
{
    /// <summary>One step before, one for each way, one that brings them together; null when no clause takes several ways.</summary>
    public static List<FlowStep>? Of(List<Clause> clauses)
    {
        var at = clauses.FindIndex(clause => Phrases.Depends(clause.Text) && clause.Pieces.TrueForAll(piece => piece.Integration is null or Pieces.Files));
        var ways = at < 0 ? [] : Ways(clauses[at].Text);
        if (ways.Count < 2)
        {
            return null;
        }

        var steps = new List<FlowStep>();
        if (at > 0)
        {
            steps.Add(new(Pieces.Files));
        }

        List<FlowStep> before = [.. steps];
        List<FlowStep> branches = [.. ways.Select(way => new FlowStep(Pieces.Files) { Delivers = true, Condition = way, DependsOn = before })];
        steps.AddRange(branches);
        if (at + 1 < clauses.Count)
        {
            steps.Add(new(Pieces.Files) { Delivers = true, DependsOn = branches });
        }

        return steps;
    }

    private static List<string> Ways(string text)
        => List().Match(text) is { Success: true } match
            ? [.. match.Groups["way"].Captures.Select(capture => capture.Value.Trim()).Append(match.Groups["last"].Value.Trim())]
            : [];

    [GeneratedRegex(@"(?<way>[\w'-]+)(?:\s*,\s*(?<way>[\w'-]+))*\s*,?\s+or\s+(?:the\s+)?(?<last>[\w'-]+)")]
    private static partial Regex List();
}
