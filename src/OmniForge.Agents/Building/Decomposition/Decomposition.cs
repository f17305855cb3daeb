using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Decomposition;

/// <summary>The skills that a text asks for, in the order in which they run. No skills = nothing to do in the text.</summary>
/// <param name="Schedule">What the text says about when to run; null = nothing.</param>
internal sealed record Decomposition(IReadOnlyList<SkillPart> Skills, ScheduleReading? Schedule);

/// <summary>One outcome at one service.</summary>
/// <param name="Key">Names it within the plan: the integration, with a number when there are several.</param>
/// <param name="Integration">`files`, `notion`, `slack`, `linear` or `github`.</param>
/// <param name="Order">From 1; equal orders run side by side.</param>
/// <param name="DependsOn">Keys of those whose results it receives.</param>
/// <param name="Condition">In the person's words; null = always.</param>
internal sealed record SkillPart(string Key, string Integration, int Order, IReadOnlyList<string> DependsOn, string? Condition);
