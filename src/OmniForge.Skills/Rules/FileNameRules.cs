namespace OmniForge.Skills.Rules;

/// <summary>The name of the file itself (OF1001).</summary>
internal static class FileNameRules
{
    private const string Expected = "SKILL.md";

    public static void Check(RuleContext context)
    {
        if (context.Check.FileName is not { } name || name == Expected)
        {
            return;
        }

        context.Report("OF1001", new(0, 0), name.Equals(Expected, StringComparison.OrdinalIgnoreCase)
            ? $"The file is called '{name}'; programs that tell capitals apart do not find it. Rename it to '{Expected}'."
            : $"The file is called '{name}'; skills are only looked for under '{Expected}'. Move it to "
                + $"'{(name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name)}/{Expected}'.");
    }
}
