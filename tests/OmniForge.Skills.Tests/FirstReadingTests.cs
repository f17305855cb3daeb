using OmniForge.Skills.Permissions;
using OmniForge.Skills.Substitution;
using OmniForge.Skills.Writing;

namespace OmniForge.Skills.Tests;

public sealed class FirstReadingTests
{
    [Fact]
    public void A_skill_reads_back_as_it_was_written()
    {
        var draft = new SkillDraft
        {
            Name = "weekly-report",
            Description = "Says: \"yes\"\nschedule: daily 🙂",
            AllowedTools = ["Read", "Bash(git log *)"],
            Model = "inherit",
            Fork = true,
            UserInvocable = false,
            Priority = 7,
            Tags = ["report", "on"],
            Body = "# Steps\n\n---\n\nDo it.",
        };
        var read = SkillDocument.Parse(SkillWriter.Write(draft));
        Assert.Equal(draft.Name, read.Name);
        Assert.Equal(draft.Description, read.Description);
        Assert.Equal(draft.AllowedTools, read.AllowedTools!.Items.Select(item => item.Text));
        Assert.True(read.Fork);
        Assert.False(read.UserInvocable);
        Assert.Equal(7, read.Priority);
        Assert.Equal(draft.Tags, read.Tags);
        Assert.DoesNotContain(read.Validate(SkillProfile.OmniForge), finding => finding.Severity == SkillSeverity.Error);
    }

    [Fact]
    public void A_skill_narrows_what_the_agent_may_do()
    {
        var grant = ToolList.Parse(["Read", "Write", "Bash(git *)"]);
        SkillFrame[] frames = [new("reader", ToolList.Parse(["Read(docs/**)", "Bash(git log *)"]))];
        Assert.True(Permission.Admits(grant, frames, new("Read", "docs/a.md")).Allowed);
        Assert.False(Permission.Admits(grant, frames, new("Read", "docs/../a.md")).Allowed);
        Assert.True(Permission.Admits(grant, frames, new("Bash", "git log -3")).Allowed);
        Assert.False(Permission.Admits(grant, frames, new("Bash", "git log; rm x")).Allowed);
        Assert.False(Permission.Offers(grant, frames, "Write"));
    }

    [Fact]
    public void Values_are_put_in_once()
        => Assert.Equal(
            "Use $DATE in /s on day 1",
            SkillText.Render("Use $ARGUMENTS in ${SKILL_DIR} on ${DATE}", new() { Arguments = "$DATE", SkillDir = "/s", Date = "day 1" }));
}
