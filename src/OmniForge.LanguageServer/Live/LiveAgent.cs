using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Live;

/// <summary>What the platform last said about an agent.</summary>
/// <param name="FirstSkill">The skill that runs first; empty = it has none.</param>
/// <param name="NextRun">When a schedule starts it next; null = none does.</param>
/// <param name="LastRun">Null = it has not run yet.</param>
internal sealed record LiveAgent(string Id, string FirstSkill, DateTimeOffset? NextRun, LiveRun? LastRun);

/// <summary>How an execution went or stands.</summary>
/// <param name="Mode">"live" or "dryRun".</param>
/// <param name="Status">"queued", "running", "waiting", "succeeded", "failed" or "cancelled".</param>
/// <param name="At">When it ended, else when it began.</param>
internal sealed record LiveRun(string Mode, string Status, DateTimeOffset? At, LiveFailure? Failure);

/// <summary>Why an execution failed.</summary>
/// <param name="Message">One plain sentence.</param>
/// <param name="Skill">Null = no skill is known to be at fault.</param>
/// <param name="Tool">Null = it did not happen in a tool.</param>
/// <param name="Place">In the SKILL.md of that skill, columns in UTF-16; null = not known.</param>
internal sealed record LiveFailure(string Message, string? Skill, string? Tool, TextRange? Place);
