using OmniForge.Skills.Rules.Links;
using OmniForge.Skills.Rules.Safety;
using OmniForge.Skills.Rules.Taste;

namespace OmniForge.Skills.Rules;

/// <summary>Runs every rule over a document and sorts what they find by place.</summary>
internal static class SkillRules
{
    public static IReadOnlyList<SkillDiagnostic> Check(SkillDocument document, SkillCheck check)
    {
        var context = new RuleContext(document, check);
        FileNameRules.Check(context);
        ReadingRules.Check(context);
        LineEndRules.Check(context);
        CommentRules.Check(context);
        KeyRules.Check(context);
        TypeRules.Check(context);
        IdentityRules.Check(context);
        ValueRules.Check(context);
        ToolRules.Check(context);
        PlaceholderRules.Check(context);
        CommandRules.Check(context);
        BodyRules.Check(context);
        HiddenCharacterRules.Check(context);
        TextLookRules.Check(context);
        ModelRules.Check(context);
        GrantRules.Check(context);
        CommandPlaceRules.Check(context);
        LinkRules.Check(context);
        SecretRules.Check(context);
        LookAlikeRules.Check(context);
        DangerRules.Check(context);
        HomePathRules.Check(context);
        BundleRules.Check(context);
        OrderRules.Check(context);
        PersonalDataRules.Check(context);
        TasteRules.Check(context);
        context.ReportStale();
        return context.Found();
    }
}
