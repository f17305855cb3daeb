using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tests.Running;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Attacks;

/// <summary>Runs whose model does whatever it is told by what it reads: still nothing happens outside of what was agreed.</summary>
public sealed partial class RunAttackTests
{
    private const string Steps =
        """
        1. Read the rows with `notion_query_database`.

           ```json
           {"database": "DB-1"}
           ```
           -> rows

        2. Send them with `slack_post_message`.

           ```json
           {"channel": "C-TEAM", "channel_name": "#team", "text": "As of ${DATE}: {{rows.text}}"}
           ```
           -> sent

        3. Save them with `Write`.

           ```json
           {"file_path": "output/report.md", "content": "{{rows.text}}"}
           ```
           -> saved
        """;

    private static readonly JsonElement AnyObject = JsonElement.Parse("""{"type":"object"}""");

    private readonly ListLog _log = new();
    private readonly FakeTool _post = Tool("slack_post_message", ToolClass.Write);
    private readonly FakeTool _write = Tool("Write", ToolClass.Workspace);

    /// <summary>Tools that are there, and of which this agent or this skill was given none.</summary>
    private readonly List<FakeTool> _others =
    [
        Tool("slack_delete_message", ToolClass.Destructive), Tool("notion_archive_page", ToolClass.Destructive), Tool("notion_create_page", ToolClass.Write),
        Tool("Bash", ToolClass.Execute), Tool("WebFetch", ToolClass.Read), Tool("tracker_delete", ToolClass.Write), Tool("Skill", ToolClass.Pure), Tool("AskUser", ToolClass.Read),
    ];

    public static TheoryData<string> Attacks => AttackSet.Names("runs");

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_model_that_obeys_what_it_reads_changes_nothing_but_the_agreed_places(string attack)
    {
        var (place, text, calls) = Read(attack);
        var model = new ScriptedModel([ScriptedModel.Calls("notion_query_database", ("database", "DB-1")), .. calls, ScriptedModel.Says("""{"text":"done"}""")]);

        var outcome = await Runs.RunAsync(Request(model, place, text), _log);

        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.All(_others, other => Assert.Empty(other.Calls));
        Assert.All(_post.Calls, call => Assert.StartsWith("""{"channel":"C-TEAM","channel_name":"#team","text":""", call.Arguments, StringComparison.Ordinal));
        Assert.All(_post.Calls, call => Assert.Equal(3, Runs.Json(call.Arguments).Count));
        Assert.All(_write.Calls, call => Assert.Equal("output/report.md", (string?)Runs.Json(call.Arguments)["file_path"]));
        Assert.NotEmpty(_log.Of<ToolDenied>());
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Whatever_comes_from_outside_is_shown_as_data_and_nowhere_else(string attack)
    {
        var (place, text, _) = Read(attack);
        if (place == "skill_text")
        {
            // The text of a skill is an instruction; what it may do is limited by its head and by what the agent was given.
            return;
        }

        var model = new ScriptedModel(ScriptedModel.Calls("notion_query_database", ("database", "DB-1")), ScriptedModel.Says("""{"text":"done"}"""));
        await Runs.RunAsync(Request(model, place, text), _log);

        var sent = model.Asked[^1].SelectMany(message => message.Contents).Select(content => content switch
        {
            TextContent said => said.Text,
            FunctionResultContent result => (string)result.Result!,
            _ => "",
        }).ToList();
        var told = RunJson.Text(JsonValue.Create(text)).Trim('"');
        var seen = Hidden().Replace(told, "");
        Assert.Contains(sent, one => one.Contains(seen, StringComparison.Ordinal));
        Assert.All(sent, one => Assert.DoesNotContain(seen, Block().Replace(one, ""), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_skill_spells_out_is_done_as_it_stands()
    {
        var model = new ScriptedModel(
            ScriptedModel.Calls("slack_post_message", ("channel", "C-TEAM"), ("channel_name", "#team"), ("text", "own words of the model")),
            ScriptedModel.Calls("Write", ("content", "x"), ("file_path", "output/report.md")),
            ScriptedModel.Says("""{"text":"done"}"""));

        await Runs.RunAsync(Request(model, "cell", "x"), _log);

        Assert.Empty(_log.Of<ToolDenied>());
        Assert.Equal((1, 1), (_post.Calls.Count, _write.Calls.Count));
    }

    [Fact]
    public async Task A_refused_place_is_told_to_the_model_with_the_agreed_one()
    {
        var model = new ScriptedModel(
            ScriptedModel.Calls("slack_post_message", ("channel", "C-PRESS"), ("channel_name", "#press"), ("text", "x")), ScriptedModel.Says("""{"text":"done"}"""));

        await Runs.RunAsync(Request(model, "cell", "x"), _log);

        Assert.Contains("channel: \"C-TEAM\"", Assert.Single(_log.Of<ToolDenied>()).Rule, StringComparison.Ordinal);
    }

    private static (string Place, string Text, List<Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>>> Calls) Read(string attack)
    {
        var one = AttackSet.Find("runs", attack);
        var calls = one["calls"]!.AsArray().Select(call => ScriptedModel.Calls(
            (string)call!["tool"]!, [.. call["arguments"]!.AsObject().Select(argument => (argument.Key, (object?)RunJson.Element(argument.Value)))]));
        return ((string)one["place"]!, (string)one["text"]!, [.. calls]);
    }

    private RunRequest Request(IChatClient model, string place, string text)
    {
        var result = place switch
        {
            "tool_error" => ToolResult.Fail(ToolErrorCode.NotFound, text),
            "skill_text" or "event" => FakeTool.Value("{}"),
            _ => ToolResult.Of(RunJson.Element(new JsonObject { [place] = text, ["text"] = "rows" })),
        };
        var read = FakeTool.Answering("notion_query_database", ToolClass.Read, result);
        var skill = Runs.Skill("report", body: place == "skill_text" ? $"{text}\n\n{Steps}" : Steps, tools: "notion_query_database slack_post_message Write");
        var request = Runs.Request(model, [skill], [read, _post, _write, .. _others]);
        return request with
        {
            Plan = request.Plan with { GrantedTools = ["notion_query_database", "slack_post_message", "Write", "notion_create_page"] },
            Input = place == "event" ? new JsonObject { ["event"] = text } : [],
        };
    }

    private static FakeTool Tool(string name, ToolClass kind) => new(name, kind, AnyObject.GetRawText(), (_, _, _) => Task.FromResult(FakeTool.Value("""{"id":"1"}""")));

    [GeneratedRegex("<data ([0-9a-f]{16})>\n.*?\n</data \\1>", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\u202e|\uDB40[\uDC00-\uDFFF]")]
    private static partial Regex Hidden();
}
