namespace OmniForge.Skills.Permissions;

/// <summary>The words of one simple command, as <see cref="Permission"/> reads them; no shell ever sees it.</summary>
public static class CommandWords
{
    /// <summary>The program and its arguments, quotes taken off; null and a plain sentence when the text is anything but one simple command.</summary>
    /// <param name="text">As called, or as a file writes it.</param>
    /// <param name="place">Where the calling skill lies; null = not known, so that nothing below its folder can be started.</param>
    /// <param name="refusal">Why it is none.</param>
    public static IReadOnlyList<string>? Read(string text, SkillPlace? place, out string? refusal) => Command.Read(text, out refusal, place)?.Words;
}
