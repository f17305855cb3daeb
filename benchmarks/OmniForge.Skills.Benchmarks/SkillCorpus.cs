using System.Globalization;
using System.Text;

namespace OmniForge.Skills.Benchmarks;

/// <summary>
/// Files in the shapes and sizes that public skills have (a body of 8 kB in the middle, some of 60 kB, half of the
/// descriptions plain, a third quoted, lists in every shape). The same number always gives the same file.
/// </summary>
internal static class SkillCorpus
{
    private static readonly string[] Words =
        ("review the changes of this branch and list every place where a caller depends on the old order then write one short "
        + "report with a table of findings their severity and the file they were found in keep quotes exact never guess a "
        + "number ask when the ticket names no owner and stop before anything is published").Split(' ');

    private static readonly string[] Tools =
        ["Read", "Write", "Edit", "Glob", "Grep", "Bash(git log:*)", "Bash(npm run *)", "WebFetch(domain:example.com)"];

    /// <summary>Writes a tree of skills below a folder, one folder each.</summary>
    public static void Write(string root, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var folder = Path.Combine(root, (number / 100).ToString(CultureInfo.InvariantCulture), Name(number));
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "SKILL.md"), Skill(number, BodySize(number)));
            Directory.CreateDirectory(Path.Combine(folder, "references"));
            File.WriteAllText(Path.Combine(folder, "references", "guide.md"), "# Guide\n");
        }
    }

    /// <summary>One file with a body of about this many characters.</summary>
    public static string Skill(int number, int bodySize)
    {
        var text = new StringBuilder("---\n").Append(CultureInfo.InvariantCulture, $"name: {Name(number)}\n");
        var sentence = Sentence(number, 12 + number % 30);
        text.Append((number % 10) switch
        {
            < 5 => $"description: {sentence}\n",
            < 8 => $"description: \"{sentence}: use when asked for it\"\n",
            8 => $"description: |\n  {sentence}\n  {Sentence(number + 1, 9)}\n",
            _ => $"description: >-\n  {sentence}\n  报告 and {Sentence(number + 2, 9)}\n",
        });
        AddTools(text, number);
        if (number % 4 == 0)
        {
            text.Append("license: MIT\nmetadata:\n  version: \"1.2\"\n  author: someone\n");
        }

        text.Append("---\n\n# ").Append(Name(number)).Append("\n\n");
        AddBody(text, number, bodySize);
        return text.ToString();
    }

    public static string Name(int number) => $"{Words[number % Words.Length]}-{Words[number / 7 % Words.Length]}-{number}";

    // A quarter of 2 kB, a half of 6 to 9 kB, a few of up to 55 kB: 8 kB on average.
    private static int BodySize(int number) => (number % 20) switch
    {
        < 5 => 2_000,
        < 15 => 6_000 + number % 7 * 500,
        < 19 => 9_000,
        _ => 25_000 + number % 3 * 15_000,
    };

    private static void AddTools(StringBuilder text, int number)
    {
        var listed = Enumerable.Range(0, 2 + number % 4).Select(i => Tools[(number + i) % Tools.Length]);
        text.Append((number % 5) switch
        {
            0 => "",
            1 => $"allowed-tools: {string.Join(' ', listed)}\n",
            2 => $"allowed-tools:\n{string.Concat(listed.Select(tool => $"  - {tool}\n"))}",
            _ => $"allowed-tools: {string.Join(", ", listed)}\n",
        });
    }

    private static void AddBody(StringBuilder text, int number, int size)
    {
        for (var part = 0; text.Length < size; part++)
        {
            text.Append((part % 6) switch
            {
                0 => $"## {Sentence(number + part, 4)}\n\n",
                1 => $"{Sentence(number + part, 60)}. Run `npm run check` and read [the guide](references/guide.md) first.\n\n",
                2 => $"```bash\ngit log --oneline -n {part}\nfor f in *.md; do echo \"${{f}}\"; done\n```\n\n",
                3 => $"- {Sentence(number + part, 14)}\n- **{Sentence(number, 2)}**: {Sentence(number + part, 20)}\n- 日本語の説明 🙂\n\n",
                4 => $"| field | meaning |\n|---|---|\n| `{Words[part % Words.Length]}` | {Sentence(part, 9)} |\n\n",
                _ => $"{Sentence(number + part, 45)}; costs about 3.50 in total. See <https://example.com/{part}>.\n\n",
            });
        }
    }

    private static string Sentence(int seed, int words)
        => string.Join(' ', Enumerable.Range(0, words).Select(i => Words[(seed * 31 + i * 7 + i * i % 5) % Words.Length]));
}
