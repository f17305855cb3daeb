namespace OmniForge.Skills.Rules;

/// <summary>Ids of models that nobody knows, or that may not be used (OF3019).</summary>
internal static class ModelRules
{
    public static void Check(RuleContext context)
    {
        if (!context.Judges("OF3019") || context.Scalar(FieldNames.Model) is not { Text.Length: > 0 and <= 128 } model
            || model.Text.AsSpan().ContainsAny(' ', '\t', '\n') || ModelTable.IsAlias(model.Text))
        {
            return;
        }

        // A live list replaces the built-in one: it knows what may be used here and now.
        var live = context.Check.Known.Models;
        if (live is not null ? live.Contains(model.Text) : ModelTable.Accepts(model.Text))
        {
            return;
        }

        var nearest = Nearest.Find(model.Text.ToLowerInvariant(), (live ?? ModelTable.Models).Concat(ModelTable.Aliases))
            ?? Same(model.Text, live ?? ModelTable.Models) ?? Same(model.Text, ModelTable.Aliases);
        context.Report("OF3019", model.Span,
            (live is null ? $"No model '{model.Text}' is known, so the skill may not run." : $"The model '{model.Text}' may not be used here.")
                + $"{Nearest.Question(nearest)} Check the id, or write inherit.",
            nearest is null ? [] : [SkillFix.Choice($"Write {nearest}", model.Span, nearest)]);
    }

    private static string? Same(string id, IEnumerable<string> known)
        => known.FirstOrDefault(other => other.Equals(id, StringComparison.OrdinalIgnoreCase));
}
