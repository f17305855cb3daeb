using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Skills.Writing;

namespace OmniForge.Agents.Building.Events;

/// <summary>The skills of an agent that an event starts: one reads the thing and says whether it counts, and one for each way the message goes.</summary>
internal sealed class EventSkills(Wish wish, TableProfile table, string name, string skillName)
{
    private const int LongestName = 64;

    private readonly EventKind _kind = wish.When!.Event!.Kind!;
    private readonly IReadOnlyList<Delivery> _deliveries = wish.Deliveries.Count > 0 ? wish.Deliveries : [new()];

    private string Key => _kind.Integration.Length > 0 ? _kind.Integration : EventTalk.Own;

    private string Heading => SkillComposer.Heading(name);

    public IEnumerable<EventSkill> All()
    {
        IReadOnlyList<string> tools = [.. EventSteps.Tools(_kind), "table_query"];
        yield return new(new(skillName, Key, 1, ""), Text(skillName, $"Reads the {_kind.Thing} that an event is about", tools, Reading()), tools)
        {
            Summary = $"Writes the steps: read the {_kind.Thing} that it is about and see whether it counts.",
        };
        foreach (var (at, delivery) in _deliveries.Index())
        {
            var key = SkillLayout.Of(wish).FirstOrDefault(laid => laid.Delivery == at)?.Key ?? SkillLayout.Files;
            var called = $"{skillName[..Math.Min(skillName.Length, LongestName - key.Length - 1)].TrimEnd('-')}-{key}";
            IReadOnlyList<string> used = [delivery.To is { } to ? AccountTarget.Of(to.Integration)!.Tool : "Write"];
            var about = delivery.To is { } place ? $"Tells of it in {ServiceNames.Title(place.Integration)}" : "Saves it as a file";
            yield return new(new(called, key, 2, Condition(at, delivery)), Text(called, about, used, Telling(delivery)), used)
            {
                Summary = $"Writes the steps: {(delivery.To is { } target ? $"send {PlaceWords.Target(target)}" : "save it as a file")}{(Condition(at, delivery).Length > 0 ? ", only if it counts" : "")}.",
            };
        }
    }

    /// <summary>Met when the thing meets what all, and what this way asks for.</summary>
    private string Condition(int at, Delivery delivery)
    {
        var met = new List<string>();
        if (wish.Filters.Count > 0)
        {
            met.Add($"steps.{Key}.output.found > 0");
        }

        if (delivery.Only is { Filters.Count: > 0 } only)
        {
            met.Add($"steps.{Key}.output.{Case(at)} {(only.Op is FilterOp.Gt or FilterOp.Ge or FilterOp.Ne ? "> 0" : "== 0")}");
        }

        return string.Join(" && ", met);
    }

    private string Reading()
    {
        var place = wish.From!;
        var text = new StringBuilder($"# {Heading}\n\n{SkillComposer.Plain($"Reads the {_kind.Thing} that the run was started for, and hands it on.")}\n\n## Prerequisites\n\n");
        text.Append($"- {SkillComposer.Plain(EventSteps.Prerequisite(_kind, place))}\n");
        if (_kind.ReadTool.Length > 0)
        {
            text.Append($"- {SkillComposer.Plain($"The {ServiceNames.Title(place.Integration)} account {Say.Quote(place.Account)} is connected.")}\n");
        }

        text.Append("\n## Steps\n\n");
        foreach (var (number, step) in Steps().Index())
        {
            Step(text, number + 1, step);
        }

        text.Append("## Result\n\n```json\n").Append(SkillJson.Write(Result())).Append("\n```\n\n## When something goes wrong\n\n");
        return text.Append($"- The {_kind.Thing} is gone: stop and say so, send and write nothing.\n").ToString();
    }

    private IEnumerable<SkillStep> Steps()
    {
        foreach (var step in EventSteps.Of(_kind, table, "rows"))
        {
            yield return step;
        }

        yield return new($"Keep it if it counts, and put down what is told with `table_query`.", "table_query", SkillJson.Still(List()), "report");
        foreach (var (at, delivery) in _deliveries.Index().Where(pair => pair.Item.Only is { Filters.Count: > 0 }))
        {
            var query = new JsonObject { ["source"] = new JsonObject { ["result"] = "rows" }, ["where"] = Where(delivery.Only!.Filters) };
            yield return new("See whether it is one for this way with `table_query`.", "table_query", SkillJson.Still(query), Case(at));
        }
    }

    private JsonObject List()
    {
        var query = new JsonObject { ["source"] = new JsonObject { ["result"] = "rows" }, ["output"] = "list", ["empty"] = "It does not count." };
        if (wish.Filters.Count > 0)
        {
            query["where"] = Where(wish.Filters);
        }

        if (Shown() is { Count: > 0 } columns)
        {
            query["select"] = SkillJson.Texts(columns);
        }

        return query;
    }

    /// <summary>What was asked for, or what people need to know of such a thing; the rest is one click away.</summary>
    private List<string> Shown()
    {
        var known = table.Columns.Select(column => column.Name).ToList();
        return wish.Columns.Count > 0 ? [.. wish.Columns.Where(known.Contains)]
            : _kind.Shown.Count == 0 ? known
            : [.. new[] { _kind.Title }.Concat(_kind.Shown).Where(known.Contains)];
    }

    private JsonNode Where(IReadOnlyList<Filter> filters) => QueryArguments.Of(new Wish { Sources = [new() { Filters = filters, File = wish.File }] }, table)["where"]!.DeepClone();

    private JsonObject Result()
    {
        var link = _kind.ReadTool.Length > 0 ? "\n{{thing.url}}" : "";
        var result = new JsonObject
        {
            ["text"] = $"**{SkillJson.Marked(Heading)}**\n\n{{{{report.list}}}}{link}",
            ["title"] = _kind.ReadTool.Length > 0 ? $"{{{{thing.{_kind.Title}}}}}" : Heading,
            ["file"] = _kind.ReadTool.Length > 0 ? $"{{{{thing.{_kind.Key}}}}}" : _kind.Integration.Length > 0 ? "{{input.data.ts}}" : "${DATE}",
            ["found"] = "{{report.total}}",
        };
        foreach (var (at, _) in _deliveries.Index().Where(pair => pair.Item.Only is { Filters.Count: > 0 }))
        {
            result[Case(at)] = $"{{{{{Case(at)}.total}}}}";
        }

        return result;
    }

    private string Telling(Delivery delivery)
    {
        var what = delivery.To is { } to ? $"Sends what was read as {PlaceWords.Target(to)}." : "Saves what was read as a file of its own.";
        var text = new StringBuilder($"# {Heading}\n\n{SkillComposer.Plain(what)}\n\n## Prerequisites\n\n- The skill before this one hands on the text.\n");
        text.Append(SkillComposer.Plain(delivery.To is { } place
            ? $"- The {ServiceNames.Title(place.Integration)} account {Say.Quote(place.Account)} is connected, and OmniForge may write to {Say.Quote(place.Name)}."
            : "- The folder `output` may be written."));
        Step(text.Append("\n\n## Steps\n\n"), 1, Step(delivery));
        text.Append("## Result\n\n```json\n").Append(SkillJson.Write(delivery.To is null
            ? new() { ["text"] = "{{input.text}}", ["file"] = "{{saved.file_path}}" } : new() { ["text"] = "{{input.text}}" }));
        return text.Append("\n```\n\n## When something goes wrong\n\n- The text is missing: stop, send and write nothing.\n").ToString();
    }

    private SkillStep Step(Delivery delivery) => delivery.To switch
    {
        null => new("Save it with `Write`.", "Write", SkillJson.Write(new() { ["file_path"] = $"output/{skillName}-{{{{input.file}}}}.md", ["content"] = "{{input.text}}\n" }), "saved"),
        { Integration: "notion" } page => new(
            $"Add it below {Say.Quote(page.Name)} in Notion with `notion_create_page`.", "notion_create_page",
            SkillJson.Write(new() { ["parent"] = page.Id, ["parent_name"] = page.Name, ["title"] = "{{input.title}}", ["markdown"] = "{{input.text}}" }), "sent"),
        { } channel => new(
            $"Send it to {Say.Quote(channel.Name)} in {ServiceNames.Title(channel.Integration)} with `{AccountTarget.Of(channel.Integration)!.Tool}`.", AccountTarget.Of(channel.Integration)!.Tool,
            SkillJson.Write(new() { ["channel"] = channel.Id, ["channel_name"] = channel.Name, ["text"] = "{{input.text}}" }), "sent"),
    };

    private static string Case(int delivery) => string.Create(CultureInfo.InvariantCulture, $"case_{delivery + 1}");

    private static void Step(StringBuilder text, int number, SkillStep step)
        => text.Append(CultureInfo.InvariantCulture, $"{number}. {SkillComposer.Plain(step.Sentence)}\n\n   ```json\n   {step.Arguments}\n   ```\n   -> {step.Bind}\n\n");

    private static string Text(string skill, string description, IReadOnlyList<string> tools, string body)
        => SkillWriter.Write(new SkillDraft { Name = skill, Description = SkillComposer.Short(description), AllowedTools = tools, Tags = ["event"], Body = body });
}

/// <summary>One skill of an agent that an event starts.</summary>
/// <param name="Text">The whole SKILL.md.</param>
internal sealed record EventSkill(SkillUse Use, string Text, IReadOnlyList<string> Tools)
{
    /// <summary>What it does, in one plain line.</summary>
    public required string Summary { get; init; }
}
