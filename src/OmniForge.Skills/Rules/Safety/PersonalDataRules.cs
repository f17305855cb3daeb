namespace OmniForge.Skills.Rules.Safety;

/// <summary>E-mail addresses, telephone and account numbers of people (OF7009).</summary>
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
        var accounts = AccountNumbers.In(context.Text).Take(MaxFindings).ToList();
        Report(context, seen, MailAddresses.In(context.Text), "an e-mail address", "name@example.com");
        Report(context, seen, PhoneNumbers.In(context.Text).Where(phone => !accounts.Exists(account => account.Start < phone.End && phone.Start < account.End)),
            "a telephone number", "+1 202 555 0100");
        Report(context, seen, accounts, "a bank account", "XX00 0000 0000 0000");
    }

    private static void Report(RuleContext context, HashSet<string> seen, IEnumerable<TextSpan> places, string what, string instead)
    {
        foreach (var span in places.Take(MaxFindings))
        {
            if (seen.Add(context.Text.Substring(span.Start, span.Length)))
            {
                context.Report("OF7009", span,
                    $"This looks like {what} of a person; everybody who gets the skill gets it, too. Replace it by an invented one, or make it a setting.",
                    SkillFix.Choice($"Write '{instead}'", span, instead));
            }
        }
    }
}
