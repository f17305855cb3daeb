namespace OmniForge.Skills.Tests.Rules;

/// <summary>Rules of taste say nothing until a project asks for them.</summary>
public sealed class TasteTests
{
    [Theory]
    [InlineData("OF6901", "name: a\ndescription: «Writes reports.»", "Do it.")]
    [InlineData("OF6901", "name: a\ndescription: Writes reports. Use when asked for one.", "Do it.")]
    [InlineData("OF6902", "name: a\ndescription: Helps «you» write.", "Do it.")]
    [InlineData("OF6902", "name: a\ndescription: \"«I» write reports\"", "Do it.")]
    [InlineData("OF6902", "name: a\ndescription: Writes to the US office in youth style.", "Do it.")]
    [InlineData("OF6903", "name: «my-helper-2»\ndescription: b", "Do it.")]
    [InlineData("OF6903", "name: pdf-helper\ndescription: b", "Do it.")]
    [InlineData("OF6904", "name: a\ndescription: b", "«<steps>»\nDo it.\n<br> <img src=x> <b>x</b> `<Foo>` <https://x.org> a < b > c")]
    [InlineData("OF6904", "name: a\ndescription: b", "x«</steps>» y\n```\n<q>\n```")]
    [InlineData("OF6905", "name: a\ndescription: b", "# One\n\n«###» Three\n\n#### Four\n\n# One\n\n## Two\n```\n#### no\n```\n#tag")]
    [InlineData("OF6906", "description: b\n«name»: a", "Do it.")]
    [InlineData("OF6906", "name: a\ndescription: b", "Do it.")]
    [InlineData("OF6907", "name: a\ndescription: «Reports.»", "Do it.")]
    [InlineData("OF6908", "name: «deploy-site»\ndescription: b", "Do it.")]
    [InlineData("OF6908", "name: deploy-site\ndescription: b\ndisable-model-invocation: true", "Do it.")]
    [InlineData("OF6908", "name: deployment-notes\ndescription: b", "Do it.")]
    [InlineData("OF6909", "name: a\ndescription: b\ncontext: «fork»", "The table has one line per project.")]
    [InlineData("OF6909", "name: a\ndescription: b\ncontext: fork", "The table has lines.\n\n1. **Read** the table.")]
    [InlineData("OF6909", "name: a\ndescription: b", "The table has one line per project.")]
    [InlineData("OF6910", "name: a\ndescription: b\n«user-invocable»: true\n«context»: inherit", "Do it with `npx «prettier»`, `npx -y «@x/y»` and `npx a@1.2`.")]
    [InlineData("OF6910", "name: a\ndescription: b\npriority: 1\ncontext: fork", "The npx command is fine.")]
    public void A_rule_of_taste_speaks_when_it_is_turned_on(string rule, string fields, string body)
    {
        var skill = Marked.Read($"---\n{fields}\n---\n{body}\n");
        var on = RuleSettings.Default with { Severities = new Dictionary<string, SkillSeverity?> { [rule] = SkillSeverity.Warning } };
        var document = SkillDocument.Parse(skill.Text);
        var found = document.Validate(new SkillCheck(SkillProfile.ClaudeCode) { Rules = on }).Where(finding => finding.Code == rule).ToList();
        Assert.Equal(skill.Spans, found.Select(finding => finding.Span));
        Assert.DoesNotContain(document.Validate(SkillProfile.ClaudeCode), finding => finding.Code == rule);
        foreach (var fix in found.SelectMany(finding => finding.Fixes).Where(fix => fix.Kind == FixKind.Safe).Take(1))
        {
            var text = skill.Text;
            foreach (var edit in fix.Edits.Reverse())
            {
                text = text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
            }

            var left = SkillDocument.Parse(text).Validate(new SkillCheck(SkillProfile.ClaudeCode) { Rules = on });
            Assert.Equal(found.Count - 1, left.Count(finding => finding.Code == rule));
        }
    }
}
