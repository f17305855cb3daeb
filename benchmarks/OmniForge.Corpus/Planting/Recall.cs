using System.Text.Json;
using OmniForge.Skills;
using OmniForge.Skills.Rules;

namespace OmniForge.Corpus.Planting;

/// <summary>How many planted mistakes are found, per mistake.</summary>
internal sealed record Recall(IReadOnlyDictionary<string, RecallRate> Mistakes)
{
    private const string SecondKey = "user-invocabel: true";

    private static readonly SkillProfile[] Profiles = [SkillProfile.AgentSkills, SkillProfile.ClaudeCode, SkillProfile.OmniForge];
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true };

    /// <summary>Plants every mistake in every text and looks for it in every profile that evaluates its rule.</summary>
    /// <param name="texts">Whole files.</param>
    /// <param name="misses">Told of each mistake that was not found, found elsewhere, or found with something unrelated.</param>
    public static Recall Over(IEnumerable<string> texts, Action<string> misses)
    {
        var rates = new SortedDictionary<string, RecallRate>(StringComparer.Ordinal);
        foreach (var (text, profile) in texts.SelectMany(text => Profiles.Select(profile => (text, profile))))
        {
            var before = Findings(text, profile);
            if (before.Any(finding => finding.Code.StartsWith("OF2", StringComparison.Ordinal) || finding.Code is "OF1006" or "OF1007" or "OF1009"))
            {
                continue;
            }

            Add(rates, "BOM", Twin("\uFEFF" + text, profile, before, "OF1002", misses));
            Add(rates, "CRLF", Twin(text.ReplaceLineEndings("\n").Replace("\n", "\r\n", StringComparison.Ordinal), profile,
                Findings(text.ReplaceLineEndings("\n"), profile), null, misses));
            foreach (var planted in Planting.Mistakes.Of(text).Where(planted => IsJudged(planted, profile, before)))
            {
                Add(rates, planted.Mistake, Judge(planted, profile, before, misses));
            }
        }

        return new(rates);
    }

    // No value of a field without effect is wrong.
    private static bool IsJudged(Planted planted, SkillProfile profile, List<Seen> before)
        => RuleTable.Severity(planted.Codes[0], profile) is not null
        && (profile == SkillProfile.AgentSkills || planted.Mistake != "wrong value" || !before.Any(seen => seen.Code == "OF3005" && seen.Line == planted.Line));

    public string ToJson() => JsonSerializer.Serialize(Mistakes, Written);

    private static RecallRate Judge(Planted planted, SkillProfile profile, IReadOnlyList<Seen> before, Action<string> misses)
    {
        var added = Added(Findings(planted.Text, profile), before);
        var found = added.Count > 0;
        var named = added.Any(finding => planted.Codes.Contains(finding.Code));
        var placed = added.Any(finding => finding.Line == planted.Line);
        var unrelated = added.Any(finding => finding.IsError && !planted.Codes.Contains(finding.Code))
            || added.Count(finding => planted.Codes.Contains(finding.Code)) > 1;
        var second = planted.Breaks ? SecondFound(planted, profile) : (bool?)null;
        if (!named || !placed || unrelated || second == false)
        {
            misses($"{profile} {planted.Mistake} on line {planted.Line + 1}: {string.Join("; ", added)}{(second == false ? " SECOND LOST" : "")}\n"
                + string.Join('\n', planted.Text.Split('\n').Take(Math.Min(planted.Line + 3, 30))));
        }

        return new(1, found ? 1 : 0, named ? 1 : 0, placed ? 1 : 0, unrelated ? 1 : 0, second is null ? 0 : 1, second == true ? 1 : 0);
    }

    private static bool SecondFound(Planted planted, SkillProfile profile)
    {
        var lines = planted.Text.Split('\n').ToList();
        var end = planted.End ?? FieldLine.Close(lines);
        lines.Insert(end, SecondKey);
        return Findings(string.Join('\n', lines), profile).Any(finding => finding.Code == "OF3003" && finding.Line == end);
    }

    private static RecallRate Twin(string text, SkillProfile profile, IReadOnlyList<Seen> before, string? expected, Action<string> misses)
    {
        var after = Findings(text, profile);
        var same = before.Where(finding => finding.Code != "OF1004")
            .SequenceEqual(after.Where(finding => finding.Code is not ("OF1002" or "OF1004")));
        var named = expected is null || after.Any(finding => finding.Code == expected);
        if (!same || !named)
        {
            misses($"{profile} {expected ?? "CRLF"} changed {string.Join("; ", before.Except(after))} to {string.Join("; ", after.Except(before))}");
        }

        return new(1, named ? 1 : 0, named ? 1 : 0, same ? 1 : 0, same ? 0 : 1, 0, 0);
    }

    private static List<Seen> Findings(string text, SkillProfile profile)
    {
        var document = SkillDocument.Parse(text);
        return [.. document.Validate(profile).Select(finding => new Seen(
            finding.Code, document.Lines.Position(finding.Span.Start).Line, finding.Severity == SkillSeverity.Error, finding.Message))];
    }

    private static List<Seen> Added(List<Seen> after, IReadOnlyList<Seen> before)
    {
        var old = before.Select(finding => (finding.Code, finding.Message)).ToList();
        return [.. after.Where(finding => !old.Remove((finding.Code, finding.Message)))];
    }

    private static void Add(SortedDictionary<string, RecallRate> rates, string mistake, RecallRate one)
        => rates[mistake] = rates.TryGetValue(mistake, out var sum) ? sum.Plus(one) : one;

    private sealed record Seen(string Code, int Line, bool IsError, string Message)
    {
        public override string ToString() => $"{Code}@{Line + 1} {Message}";
    }
}

/// <summary>Counts for one kind of mistake.</summary>
/// <param name="Planted">How often it was put into a file.</param>
/// <param name="Found">Something new was reported.</param>
/// <param name="Named">By the right rule.</param>
/// <param name="Placed">On the right line.</param>
/// <param name="Unrelated">Something else was reported as an error, too, or the same thing twice.</param>
/// <param name="SecondPlanted">How often a second mistake was put into a later field.</param>
/// <param name="SecondFound">How often that one was reported as well.</param>
internal sealed record RecallRate(int Planted, int Found, int Named, int Placed, int Unrelated, int SecondPlanted, int SecondFound)
{
    public RecallRate Plus(RecallRate other) => new(
        Planted + other.Planted, Found + other.Found, Named + other.Named, Placed + other.Placed, Unrelated + other.Unrelated,
        SecondPlanted + other.SecondPlanted, SecondFound + other.SecondFound);
}
