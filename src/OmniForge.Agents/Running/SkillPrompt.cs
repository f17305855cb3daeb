using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Prompts;
using OmniForge.Agents.Tools;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Substitution;

namespace OmniForge.Agents.Running;

/// <summary>
/// What a model is told at the start of a step: the rules of the house, the skill's body, and the input as a separate data
/// message. The last system message is the body and nothing else, so that it can be executed as it stands.
/// </summary>
internal static class SkillPrompt
{
    /// <summary>
    /// Under this key the data message carries the input itself, for a model in this process; no provider adapter sends it.
    /// </summary>
    public const string WholeInput = "omniforge.input";

    private static readonly Prompt Files = Prompt.CarryOutSkill;

    public static string Version => Files.Version;

    /// <summary>Where a skill lies for what its text and its commands say.</summary>
    public static SkillPlace Place(string skill) => new($"skills/{skill}", ".");

    /// <param name="skills">Skills that this one can call; null = none.</param>
    public static List<ChatMessage> Compose(
        RunContext run, PlannedSkill skill, StepScope scope, ReadSkill read, SkillCalls? skills, SkillBody body, JsonObject input)
    {
        var request = run.Request;
        return
        [
            .. scope.Heard,
            new(ChatRole.System, Rules(request, skill, body.Values.Date, skills)),
            body.Message(read.Document.Body),
            new(ChatRole.User, Files.Fill("input.md", ("input", DataBlock.Of(RunJson.Text(input)))))
            {
                AdditionalProperties = new() { [WholeInput] = input },
            },
        ];
    }

    /// <summary>The text of a skill with the values that it is filled with.</summary>
    /// <param name="commands">What takes the place of each command in the text; none = commands are switched off.</param>
    public static SkillBody Body(RunRequest request, PlannedSkill skill, ReadSkill read, IReadOnlyList<string> commands)
    {
        var settings = Settings(skill.Config);
        var place = Place(skill.Name);
        return new SkillBody(read.Script, new SubstitutionValues
        {
            Arguments = settings.GetValueOrDefault("arguments"),
            Settings = settings,
            SkillDir = place.SkillDir,
            Workspace = place.Workspace,
            ExecutionId = request.ExecutionId,
            Date = TimeZoneInfo.ConvertTime(request.StartedAt, request.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Commands = commands,
        });
    }

    /// <summary>What a model reads when its result does not have the agreed form.</summary>
    public static string Repair(string problem) => Files.Fill("again.md", ("problem", problem));

    /// <summary>What a tool answered, as a model reads it.</summary>
    public static string Result(string tool, string text) => Files.Fill("result.md", ("tool", tool), ("result", DataBlock.Of(text)));

    private static string Form(PlannedSkill skill)
        => skill.OutputSchema is { } schema ? $"\nThe result must fit this JSON Schema: {schema.GetRawText()}" : "";

    private static string Callable(SkillCalls? skills) => skills is not { Any: true } ? ""
        : $"\nSkills you can call with {SkillTool.Name}: {string.Join("; ", skills.Described)}";

    private static string Rules(RunRequest request, PlannedSkill skill, string date, SkillCalls? skills) => Files.Fill(
        "rules.md",
        ("skill", skill.Name),
        ("agent", request.Plan.Name),
        ("date", date),
        ("zone", request.TimeZone.Id),
        ("settings", skill.Config is { Count: > 0 } config ? $"\nSettings of this skill: {RunJson.Text(config)}" : ""),
        ("form", Form(skill)),
        ("callable", Callable(skills)));

    private static Dictionary<string, string> Settings(JsonObject? config) => (config ?? []).ToDictionary(
        p => p.Key,
        p => p.Value?.GetValueKind() == JsonValueKind.String ? p.Value.GetValue<string>() : RunJson.Text(p.Value));
}
