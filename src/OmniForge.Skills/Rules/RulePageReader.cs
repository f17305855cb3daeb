using System.Globalization;

namespace OmniForge.Skills.Rules;

/// <summary>
/// Reads the source of a page: a title, facts as <c>- key: value</c>, then sections. A fence of an example may name the
/// file it shows behind its language.
/// </summary>
internal static class RulePageReader
{
    private const string Fence = "````";

    // Other headings belong to the examples.
    private static readonly string[] Headings =
        ["\n## What it means\n", "\n## Why it matters\n", "\n## What to do\n", "\n## Bad\n", "\n## Good\n"];

    public static RulePage Read(string id, string source)
    {
        var page = source.ReplaceLineEndings("\n");
        var starts = Headings.Select(heading => page.IndexOf(heading, StringComparison.Ordinal)).Append(page.Length).ToList();
        var head = page[..starts[0]].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var facts = head.Skip(1).Select(Fact).ToList();
        var texts = Headings.Select((heading, i) => page[(starts[i] + heading.Length)..starts[i + 1]].Trim()).ToList();
        return new()
        {
            Id = id,
            Title = head[0].TrimStart('#', ' '),
            Meaning = texts[0],
            Reason = texts[1],
            Remedy = texts[2],
            Bad = Examples(texts[3]),
            Good = Examples(texts[4]),
            Fixes = [.. facts.Where(fact => fact.Key == "fix").SelectMany(fact => fact.Value.Split(", ")).Where(kind => kind != "none")
                .Select(kind => Enum.Parse<FixKind>(kind, ignoreCase: true))],
            Source = facts.Single(fact => fact.Key == "source").Value,
            VerifiedOn = DateOnly.ParseExact(facts.Single(fact => fact.Key == "verified").Value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Since = facts.Single(fact => fact.Key == "since").Value,
            Severities = Severities(id, facts),
        };
    }

    private static (string Key, string Value) Fact(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return (line[2..colon], line[(colon + 2)..]);
    }

    private static List<RuleSeverity> Severities(string id, List<(string Key, string Value)> facts)
        => [.. RuleTable.Rules.Where(rule => rule.Split('/')[0] == id).Order(StringComparer.Ordinal)
            .Select(rule => new RuleSeverity(
                rule == id ? null : facts.FirstOrDefault(fact => fact.Key == rule[(id.Length + 1)..]).Value,
                [.. Enum.GetValues<SkillProfile>().Select(profile => RuleTable.Severity(rule, profile))]))];

    private static List<RuleExample> Examples(string section)
    {
        var examples = new List<RuleExample>();
        var lines = section.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var close = Array.IndexOf(lines, Fence, i + 1);
            var place = lines[i].IndexOf(' ', StringComparison.Ordinal);
            examples.Add(new(place < 0 ? null : lines[i][(place + 1)..], string.Concat(lines[(i + 1)..close].Select(line => line + "\n"))));
            i = close;
        }

        return examples;
    }
}
