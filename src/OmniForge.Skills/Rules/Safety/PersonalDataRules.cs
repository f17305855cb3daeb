namespace OmniForge.Skills.Rules.Safety;

/// <summary>E-mail addresses and telephone numbers of people (OF7009).</summary>
internal static class PersonalDataRules
{
    private const int MaxFindings = 20;

    public static void Check(RuleContext context)
    {
        if (!context.Judges("OF7009"))
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var span in MailAddresses.In(context.Text).Take(MaxFindings))
        {
            if (seen.Add(context.Text.Substring(span.Start, span.Length)))
            {
                Report(context, span, "an e-mail address", "name@example.com");
            }
        }

        foreach (var span in PhoneNumbers.In(context.Text).Take(MaxFindings))
        {
            if (seen.Add(context.Text.Substring(span.Start, span.Length)))
            {
                Report(context, span, "a telephone number", "+1 202 555 0100");
            }
        }
    }

    private static void Report(RuleContext context, TextSpan span, string what, string instead)
        => context.Report("OF7009", span,
            $"This looks like {what} of a person; everybody who gets the skill gets it, too. Replace it by an invented one, or make it a setting.",
            SkillFix.Choice($"Write '{instead}'", span, instead));
}
