using System.Text;
using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>A skill that takes what was found by the skills before it to one place.</summary>
internal sealed class DeliverySkill(Wish wish, LaidSkill skill, IReadOnlyList<LaidSkill> sources, string name, string file)
{
    private readonly int _at = skill.Delivery!.Value;
    private readonly Delivery _delivery = wish.Deliveries[skill.Delivery!.Value];

    /// <summary>The message of another skill points to what this one makes.</summary>
    public bool Pointed { get; init; }

    private bool Short => _delivery.Form is DeliveryForm.Brief or DeliveryForm.ShortWithLink;

    public IReadOnlyList<string> Tools() => [_delivery.To is { } to ? AccountTarget.Of(to.Integration)!.Tool : "Write"];

    public string Description() => SkillComposer.Short(_delivery.To is { } to
        ? $"Sends the report as {PlaceWords.Target(_delivery, to with { Account = "" }).Replace("\"", "", StringComparison.Ordinal)}".ReplaceLineEndings(" ") : "Saves the report as a file");

    /// <summary>What it takes from the skills before it.</summary>
    public IReadOnlyList<SkillInput> Inputs()
    {
        var inputs = new List<SkillInput>();
        foreach (var source in sources)
        {
            var own = _delivery.Only is { Filters.Count: > 0 } test && (test.Source is null || test.Source == source.Source);
            var from = $"{RowTests.Path(source.Key)}.output.{(own ? RowTests.Part(_delivery.Only, _at) : "")}";
            inputs.Add(new(Field(source, "text"), from + (_delivery.To is null && !own ? "table" : Short && !own ? "brief" : "text")));
            inputs.Add(new(Field(source, "rows"), from + "rows"));
            inputs.Add(new(Field(source, "found"), from + "found"));
            if (_delivery.Form == DeliveryForm.ShortWithLink && skill.Page is null)
            {
                inputs.Add(new(Field(source, "file"), $"{RowTests.Path(source.Key)}.output.file"));
            }
        }

        if (skill.Page is { } page)
        {
            inputs.Add(new("link", $"{RowTests.Path(page)}.output.url"));
        }

        return inputs;
    }

    public string Body()
    {
        var heading = SkillComposer.Heading(name);
        var what = _delivery.To is { } to ? $"Sends what was found as {PlaceWords.Target(_delivery, to)}." : $"Saves what was found as `{file}`.";
        var text = new StringBuilder($"# {heading}\n\n{SkillComposer.Plain(what)}\n\n## Prerequisites\n\n");
        text.Append("- The skills before this one hand on the text and the number of rows.\n");
        text.Append(SkillComposer.Plain(_delivery.To is { } place
            ? $"- The {ServiceNames.Title(place.Integration)} account {Say.Quote(place.Account)} is connected, and OmniForge may write to {Say.Quote(place.Name)}."
            : "- The folder `output` may be written."));
        var step = Step(heading);
        text.Append($"\n\n## Steps\n\n1. {SkillComposer.Plain(step.Sentence)}\n\n   ```json\n   {step.Arguments}\n   ```\n   -> {step.Bind}\n\n");
        text.Append("## Result\n\n```json\n").Append(SkillJson.Write(Result(heading))).Append("\n```\n\n## When something goes wrong\n\n");
        return text.Append("- The text is missing: stop, name what is missing, send and write nothing.\n").ToString();
    }

    private SkillStep Step(string heading)
    {
        if (_delivery.To is not { } to)
        {
            return new("Save the report with `Write`.", "Write", SkillJson.Write(new() { ["file_path"] = file, ["content"] = Saved(heading) }), "saved");
        }

        var tool = AccountTarget.Of(to.Integration)!.Tool;
        var arguments = to.Integration == "notion"
            ? new JsonObject { ["parent"] = to.Id, ["parent_name"] = to.Name, ["title"] = $"{heading}, ${{DATE}}", ["markdown"] = Parts("## ", "") }
            : new JsonObject { ["channel"] = to.Id, ["channel_name"] = to.Name, ["text"] = Message(heading) };
        return new($"Send it to {Say.Quote(to.Name)} in {ServiceNames.Title(to.Integration)} with `{tool}`.", tool, SkillJson.Write(arguments), "sent");
    }

    private JsonObject Result(string heading)
    {
        var result = new JsonObject { ["text"] = _delivery.To is null ? Parts("## ", "") : Message(heading) };
        if (_delivery.To is null)
        {
            result["file"] = "{{saved.file_path}}";
        }

        if (Pointed)
        {
            result["url"] = "{{sent.url}}";
        }

        return result;
    }

    private string Message(string heading) => Text(heading) + (_delivery.Form != DeliveryForm.ShortWithLink ? ""
        : $"\n\nThe whole report: {(skill.Page is not null ? "{{input.link}}" : Say.And(sources.Select(source => $"`{Value(source, "file")}`")))}");

    private string Text(string heading)
    {
        var title = SkillJson.Marked(heading);
        return sources is [var only] ? $"**{title}{Count(only)}** (${{DATE}})\n\n{Value(only, "text")}" : $"**{title}** (${{DATE}})\n\n{Parts("**", "**")}";
    }

    private string Saved(string heading) => wish.Format == ReportFormat.Csv && sources is [var only] ? Value(only, "text") : $"# {heading}, ${{DATE}}\n\n{Parts("## ", "")}\n";

    /// <summary>The report of each source, under its name when there are several.</summary>
    private string Parts(string before, string after) => sources is [var only] ? Value(only, "text")
        : string.Join("\n\n", sources.Select(source => $"{before}{SkillJson.Marked(SkillComposer.Heading(Title(source)))}{Count(source)}{after}\n\n{Value(source, "text")}"));

    private string Title(LaidSkill source)
    {
        var of = wish.Sources[source.Source!.Value];
        return of.From is { } from ? $"{from.Name} ({ServiceNames.Title(from.Integration)})" : of.File ?? "";
    }

    private string Count(LaidSkill source)
    {
        var of = wish.Sources[source.Source!.Value];
        return of.Grouping is { Aggregates.Count: > 0 } ? "" : of.Limit is null ? $": {Value(source, "found")}" : $": {Value(source, "rows")} of {Value(source, "found")}";
    }

    private string Value(LaidSkill source, string field) => $"{{{{input.{Field(source, field)}}}}}";

    private string Field(LaidSkill source, string field)
        => sources.Count == 1 ? field : $"{source.Key.Replace('-', '_')}_{field}";
}
