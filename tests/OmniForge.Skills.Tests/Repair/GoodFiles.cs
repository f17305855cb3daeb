namespace OmniForge.Skills.Tests.Repair;

/// <summary>Good files in every way of writing: what fixes, the formatter and the tokens are tried on.</summary>
internal static class GoodFiles
{
    private static readonly string[] Descriptions =
    [
        "description: Reports late projects to the team.",
        "description: \"Reports: late projects, and says why.\"",
        "description: 'It''s the report: late ones first.'",
        "description: >-\n  Reports late projects\n  to the whole team.",
        "description: |\n  Reports late projects.",
        "description: 毎週の報告を書きます 🙂 と送ります。",
        "description: Liest \"fette\" Zeilen, z.B. 10 % davon  # short on purpose",
        "description: \"Tab\\there, quote \\\" there, emoji 🙂\"",
    ];

    private static readonly string[] Tools =
    [
        "",
        "allowed-tools: Read, Write(output/**), table_query",
        "allowed-tools: Read Grep Bash(git log *)",
        "allowed-tools: [Read, Glob, 'Bash(git log *)']",
        "allowed-tools:\n  - Read\n  - Grep(docs/**)\n  - \"WebFetch(domain:example.com)\"",
        "allowed-tools:\n- Read\n- Edit",
        "allowed-tools: [\n  Read,\n  Write\n]",
        "allowed-tools: \"Read, Bash(npm run build)\"",
    ];

    private static readonly string[] Rest =
    [
        "",
        "model: inherit\ncontext: fork\npriority: 3\ntags: [report, weekly]",
        "# for our team only\nuser-invocable: false\n\ntags:\n  - report\n  - weekly\npriority: 10",
        "license: MIT\nmetadata:\n  owner: \"team: red\"\n  short-description: Reports.\ncompatibility: Needs a table.",
        "license: 'Apache-2.0'\nmetadata: {owner: red, since: \"2026\"}\nmodel: claude-sonnet-4",
        "tags: ['report']\ncontext: inherit # as always\nuser-invocable: true",
    ];

    private static readonly string[] Bodies =
    [
        "\n# Report\n\nDo it.\n",
        "\nWrite the report, then send it.\n\n---\n\nMore.\n",
        "\n## 手順\n\n- 表を読む\n- 書く 🙂\n\n```text\nname: not a field\n---\n```\n",
    ];

    /// <summary>Every description with every tool list; the rest in turns: 64 files.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. from d in Enumerable.Range(0, Descriptions.Length)
           from t in Enumerable.Range(0, Tools.Length)
           let lines = new[] { "name: weekly-report", Descriptions[d], Tools[t], Rest[(d + t) % Rest.Length] }.Where(line => line.Length > 0)
           select $"---\n{string.Join('\n', lines)}\n---\n{Bodies[(d + (2 * t)) % Bodies.Length]}",
    ];
}
