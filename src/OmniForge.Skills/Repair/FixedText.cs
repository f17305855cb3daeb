namespace OmniForge.Skills;

/// <summary>A text after its fixes were applied.</summary>
/// <param name="Text">The repaired text; the text itself, mark and all, when nothing could be repaired.</param>
/// <param name="Removed">Findings of the original text that are gone; their places count in the original.</param>
/// <param name="Left">Findings of <paramref name="Text"/>.</param>
public sealed record FixedText(string Text, IReadOnlyList<SkillDiagnostic> Removed, IReadOnlyList<SkillDiagnostic> Left);

/// <summary>A file's bytes after its fixes were applied.</summary>
/// <param name="Bytes">UTF-8; the bytes as given when nothing could be repaired.</param>
/// <param name="Removed">Findings of the original file that are gone; their places count in its text.</param>
/// <param name="Left">Findings of <paramref name="Bytes"/>.</param>
public sealed record FixedBytes(ReadOnlyMemory<byte> Bytes, IReadOnlyList<SkillDiagnostic> Removed, IReadOnlyList<SkillDiagnostic> Left);
