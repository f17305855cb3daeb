namespace OmniForge.Skills.Rules.Taste;

/// <summary>Rules that judge taste; off until a project turns them on, and then only those cost anything (OF6901 to OF6910).</summary>
internal static class TasteRules
{
    private static readonly (string Id, Action<RuleContext> Check)[] All =
    [
        ("OF6901", DescriptionTaste.CheckOccasion),
        ("OF6902", DescriptionTaste.CheckPerson),
        ("OF6903", NameTaste.CheckVague),
        ("OF6904", MarkupTaste.CheckTags),
        ("OF6905", MarkupTaste.CheckHeadings),
        ("OF6906", NameTaste.CheckOrder),
        ("OF6907", DescriptionTaste.CheckShort),
        ("OF6908", NameTaste.CheckAction),
        ("OF6909", ForkTaste.Check),
        ("OF6910", IdleTaste.Check),
    ];

    public static void Check(RuleContext context)
    {
        if (context.Check.Rules.Severities.Count == 0)
        {
            return;
        }

        foreach (var (id, check) in All)
        {
            if (context.Judges(id))
            {
                check(context);
            }
        }
    }
}
