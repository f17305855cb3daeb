using System.Runtime.CompilerServices;
using OmniForge.Skills;
using OmniForge.Skills.Steps;

namespace OmniForge.Agents.Running;

/// <summary>
/// A skill's text as read. Remembered with the text object itself, which a host that pins texts by digest keeps once: a run then
/// parses nothing.
/// </summary>
internal sealed class ReadSkill
{
    private static readonly ConditionalWeakTable<string, ReadSkill> Known = [];

    private ReadSkill(string text)
    {
        Document = SkillDocument.Parse(text);
        Script = StepScript.Read(Document.Body);
        Named = [.. Script.Steps.Select(step => new NamedCall(step.Tool, step.BoundName))];
    }

    public SkillDocument Document { get; }

    public StepScript Script { get; }

    /// <summary>Tools of its steps in order, with the names of their results.</summary>
    public IReadOnlyList<NamedCall> Named { get; }

    public static ReadSkill Of(string text) => Known.GetValue(text, read => new ReadSkill(read));
}
