using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Conditions;
using OmniForge.Agents.Running;
using OmniForge.Server.Files;
using OmniForge.Skills;
using OmniForge.Skills.Steps;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What is found about the way skills follow and call one another, once their texts are known. Pure.</summary>
internal static class SkillFlowFindings
{
    /// <summary>A condition or an input uses a field that no step says it gives.</summary>
    public const string Undeclared = "OF9001";

    /// <summary>Skills that call one another in a circle.</summary>
    public const string Circle = "OF9002";

    public static IEnumerable<Diagnostic> Of(Agent agent, IReadOnlyDictionary<string, SkillDocument> skills)
    {
        if (SkillChain.Circle(skills.ToDictionary(skill => skill.Key, skill => skill.Value.Text)) is { } circle)
        {
            var first = circle[..circle.IndexOf(' ', StringComparison.Ordinal)];
            yield return Found(Circle, Severity.Error, SkillManifest.PathOf(first), $"These skills call one another in a circle: {circle}. No run would end; take one of the calls out.");
        }

        foreach (var skill in agent.Skills)
        {
            foreach (var path in Paths(skill).Where(path => path is { Step: not null, IsStatus: false, Parts: [{ Name: not null }, ..] }))
            {
                var giver = agent.Skills.FirstOrDefault(other => other.Key == path.Step);
                if (giver is null || Gives(giver, skills) is not { } fields || !fields.Contains(path.Parts[0].Name!))
                {
                    yield return Found(
                        Undeclared,
                        Severity.Warning,
                        SkillManifest.PathOf(giver?.Name ?? skill.Name),
                        $"\"{skill.Key}\" uses {path}, but \"{path.Step}\" does not say that it gives \"{path.Parts[0].Name}\". If it does not, the value is missing. "
                        + "Name the field in the step's output_schema or in the section Result of the skill.");
                }
            }
        }
    }

    private static IEnumerable<FieldPath> Paths(SkillRef skill)
    {
        var condition = skill.Condition.Length > 0 ? Condition.Read(skill.Condition, out _) : null;
        return [.. condition?.Paths ?? [], .. skill.Inputs.Values.Select(text => FieldPath.Read(text, out _)).OfType<FieldPath>()];
    }

    /// <summary>Fields that a step is said to give; null = nothing is said.</summary>
    private static HashSet<string>? Gives(SkillRef step, IReadOnlyDictionary<string, SkillDocument> skills)
    {
        if (step.OutputSchema?.Fields.TryGetValue("properties", out var properties) == true)
        {
            return [.. properties.StructValue?.Fields.Keys ?? []];
        }

        return skills.TryGetValue(step.Name, out var document) && Template(StepScript.Read(document.Body)) is { } template
            ? [.. template.Select(field => field.Key)]
            : null;
    }

    private static JsonObject? Template(StepScript script)
    {
        try
        {
            return script.Result is { } result ? JsonNode.Parse(result.Text) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Diagnostic Found(string code, Severity severity, string path, string message)
        => new() { Code = code, Severity = severity, Path = path, Message = message, Range = new(), Profile = V1.SkillProfile.Omniforge };
}
