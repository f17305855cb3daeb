using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Running;

namespace OmniForge.Agents.Tools;

/// <summary>Lets a skill call another one of the same agent. The runner carries the call out; the tool itself only describes it.</summary>
public sealed class SkillTool : ITool
{
    /// <summary>The tool's name.</summary>
    public const string Name = "Skill";

    /// <summary>The tool's name, schema and effect.</summary>
    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = Name,
        Title = "Call a skill",
        Description = "Carries out another skill of this agent and gives its result. The skill gets the input as data and may not do more than the one that calls it.",
        InputSchema = JsonElement.Parse(
            """
            {
              "type": "object",
              "properties": {
                "skill": {"type": "string", "minLength": 1, "maxLength": 64, "description": "Name of the skill."},
                "input": {"type": "object", "description": "The skill's input.", "additionalProperties": true},
                "args": {"type": "string", "maxLength": 4096, "description": "Text that stands for $ARGUMENTS in the skill."}
              },
              "required": ["skill"],
              "additionalProperties": false
            }
            """),
        Class = ToolClass.Pure,
        Timeout = TimeSpan.FromMinutes(60),
    };

    /// <summary>Outside a run there is nothing to call.</summary>
    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => Task.FromResult(ToolResult.Fail(ToolErrorCode.Denied, "Skills can only be called by a running agent."));

    /// <summary>One plain sentence of what a call would do.</summary>
    public string Predict(JsonElement arguments) => $"would carry out the skill {Read(arguments).Skill}";

    internal static (string Skill, string? Settings, JsonObject? Input) Read(JsonElement arguments) => (
        arguments.GetProperty("skill").GetString()!,
        arguments.TryGetProperty("args", out var settings) ? settings.GetString() : null,
        arguments.TryGetProperty("input", out var input) ? RunJson.Node(input) as JsonObject : null);
}
