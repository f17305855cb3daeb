namespace OmniForge.Skills.Editing.Hover;

/// <summary>Text of a file inside Markdown, where it must stay text.</summary>
internal static class MarkdownText
{
    /// <summary>A code span on one line that holds any text, backticks included.</summary>
    public static string Code(string text)
    {
        var flat = text.ReplaceLineEndings(" ");
        var ticks = 1;
        for (int i = 0, run = 0; i < flat.Length; i++)
        {
            run = flat[i] == '`' ? run + 1 : 0;
            ticks = Math.Max(ticks, run + 1);
        }

        var fence = new string('`', ticks);
        return ticks == 1 ? fence + flat + fence : $"{fence} {flat} {fence}";
    }
}
