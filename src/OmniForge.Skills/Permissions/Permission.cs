using System.Diagnostics.CodeAnalysis;

namespace OmniForge.Skills.Permissions;

/// <summary>
/// Decides whether a call is allowed: the agent's grant and every active skill must admit it. The only such decision.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "The word of the domain; code access security is gone.")]
public static class Permission
{
    private const string Bash = "Bash";

    /// <summary>Judges one call.</summary>
    public static Verdict Admits(ToolList grant, IReadOnlyList<SkillFrame> frames, ToolUse use)
    {
        Command? command = null;
        if (use.Tool == Bash)
        {
            command = Command.Read(use.Subject ?? "", out var refusal, frames.Count == 0 ? null : frames[^1].Place);
            if (command is null)
            {
                return new(false, refusal!);
            }
        }

        var decided = grant.FirstAdmitting(use, command);
        if (decided is null)
        {
            return new(false, $"This agent was not given {Describe(use)}. {Allowed(grant)}");
        }

        foreach (var frame in frames)
        {
            if (frame.Allowed is null)
            {
                continue;
            }

            decided = frame.Allowed.FirstAdmitting(use, command, frame.Place);
            if (decided is null)
            {
                return new(false, $"The skill '{frame.Skill}' does not allow {Describe(use)}. {Allowed(frame.Allowed)}");
            }
        }

        return new(true, decided.Text);
    }

    /// <summary>Whether any call of this tool could be admitted; a tool that no list admits is not offered to the model.</summary>
    public static bool Offers(ToolList grant, IReadOnlyList<SkillFrame> frames, string tool)
        => grant.Mentions(tool) && frames.All(frame => frame.Allowed is null || frame.Allowed.Mentions(tool));

    private static string Describe(ToolUse use) => use.Subject is null ? use.Tool : $"{use.Tool} on '{Shortened(use.Subject)}'";

    private static string Shortened(string subject) => subject.Length <= 120 ? subject : string.Concat(subject.AsSpan(0, 117), "...");

    private static string Allowed(ToolList list)
    {
        var live = list.Items.Where(item => !item.IsDead).Select(item => item.Text).ToList();
        return live.Count == 0 ? "It allows no tool at all." : $"Allowed: {string.Join(", ", live)}.";
    }
}
