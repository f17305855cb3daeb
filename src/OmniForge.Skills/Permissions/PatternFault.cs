namespace OmniForge.Skills.Permissions;

/// <summary>The kinds of dead entries.</summary>
internal enum PatternFault
{
    Unbalanced,

    /// <summary>The name can belong to no tool, or only looks like a known one.</summary>
    Name,

    /// <summary>The part in parentheses can match no call.</summary>
    NeverMatches,

    /// <summary>A path pattern that leaves the workspace.</summary>
    Outside,
}
