namespace OmniForge.Skills.Tests.Rules;

/// <summary>Plants one mistake in good files, and for those that break the fields a second one further down.</summary>
public sealed class MutationTests
{
    private static readonly string[] Good =
    [
        "---\nname: weekly-report\ndescription: Reports late projects to the team.\nallowed-tools: Read, Write(output/**), "
            + "table_query\nmodel: inherit\ncontext: fork\npriority: 3\ntags: [report, weekly]\n---\n\n# Report\n\nDo it.\n",
        "---\nname: \"find-files\"\ndescription: \"Finds files by name.\"\nallowed-tools:\n  - Glob\n  - Grep(docs/**)\nmodel: "
            + "claude-sonnet-4\ncontext: inherit\npriority: 10\ntags:\n  - search\n---\nLook around.",
        "---\nname: ask\ndescription: >-\n  Asks one question and\n  waits.\nallowed-tools: WebFetch(domain:example.com)\nmodel: "
            + "opus\ncontext: fork\npriority: 0\ntags: ['q']\n---\n\n日本語 🙂\n\n---\n",
    ];

    private static readonly string[] Keys = ["name", "description", "allowed-tools", "model", "context", "priority", "tags"];

    public static TheoryData<string, string, bool> Operators { get; } = new()
    {
        { "swap", "OF3003", false },
        { "drop", "OF3003", false },
        { "upper", "OF3004", false },
        { "double", "OF2006", true },
        { "tab", "OF2003", true },
        { "colon", "OF2002", true },
        { "glued", "OF2011", true },
        { "quote", "OF2004", true },
        { "bracket", "OF2004", true },
        { "junk", "OF2001", true },
    };

    [Theory]
    [MemberData(nameof(Operators))]
    public void A_planted_mistake_is_found_on_its_line_and_so_is_a_later_one(string operation, string code, bool withSecond)
    {
        foreach (var text in Good)
        {
            foreach (var key in Keys)
            {
                if (Plant(text, operation, key) is { } planted)
                {
                    Judge(planted, key, operation, code, withSecond);
                }
            }
        }
    }

    private static void Judge(string planted, string key, string operation, string code, bool withSecond)
    {
        var text = withSecond ? planted.Replace("\n---\n", "\nmdole: x\n---\n", StringComparison.Ordinal) : planted;
        var read = SkillDocument.Parse(text);
        var found = read.Validate(SkillProfile.OmniForge);
        string[] expected = withSecond ? [code, "OF3003"] : [code];
        Assert.True(expected.SequenceEqual(found.Select(finding => finding.Code)),
            $"{operation} of {key}: {string.Join(", ", found)}\n{text}");
        var lines = text.Split('\n');
        var (line, _) = read.Lines.Position(found[0].Span.Start);
        Assert.True(Touches(lines[line], key, operation), $"{operation} of {key} reported at '{lines[line]}'");
    }

    private static bool Touches(string line, string key, string operation) => operation switch
    {
        "swap" or "drop" or "upper" => !line.StartsWith(key + ":", StringComparison.Ordinal),
        "tab" => line.StartsWith('\t'),
        "junk" => line == "lost words",
        _ => line.StartsWith(key, StringComparison.Ordinal),
    };

    private static string? Plant(string text, string operation, string key)
    {
        var start = text.IndexOf("\n" + key + ":", StringComparison.Ordinal) + 1;
        var value = start + key.Length + 1;
        var end = text.IndexOf('\n', value);
        var inline = text[value..end].Trim();
        return operation switch
        {
            "swap" => text.Remove(start, key.Length).Insert(start, string.Concat(key[1], key[0]) + key[2..]),
            "drop" when key.Length > 4 => text.Remove(start + 2, 1),
            "upper" => text.Remove(start, key.Length).Insert(start, key.ToUpperInvariant()),
            "double" when inline.Length > 0 && inline != ">-" => text.Insert(end + 1, $"{key}: {inline}\n"),
            "tab" when inline.Length == 0 => text.Insert(end + 1, "\t").Remove(end + 2, 1),
            "colon" when inline.Length > 0 && inline[0] is not ('"' or '[' or '>') => text.Insert(end, " and: more"),
            "glued" when inline.Length > 0 && inline != ">-" => text.Remove(value, 1),
            "quote" when inline.StartsWith('"') => text.Remove(end - 1, 1),
            "bracket" when inline.StartsWith('[') => text.Remove(end - 1, 1),
            "junk" when key != "name" => text.Insert(start, "lost words\n"),
            _ => null,
        };
    }

    [Theory]
    [InlineData("Raed")]
    [InlineData("Wrote")]
    [InlineData("Grpe(docs/**)")]
    [InlineData("WebFecth")]
    [InlineData("table_querry")]
    public void A_misspelt_tool_is_found_in_every_shape(string tool)
    {
        foreach (var text in new[] { $"[Read, \"{tool}\"]", $"Read, {tool}", $"Read {tool}", $"\n  - Read\n  - {tool}" })
        {
            var found = Assert.Single(SkillDocument.Parse(Check.With($"allowed-tools: {text}")).Validate(SkillProfile.OmniForge));
            Assert.Equal("OF4003", found.Code);
            Assert.Single(found.Fixes);
        }
    }
}
