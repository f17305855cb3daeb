using CsCheck;
using OmniForge.Skills.Permissions;

namespace OmniForge.Skills.Tests.Permissions;

public sealed class CommandTests
{
    private const string RefusedAlways = ";&|<>$`\\\r\n\0";

    private static Verdict Judge(string item, string command) => Permission.Admits(ToolList.Parse([item]), [], new("Bash", command));

    [Theory]
    [InlineData("Bash", "git status", true)]
    [InlineData("Bash(*)", "git status", true)]
    [InlineData("Bash(git status)", "git status", true)]
    [InlineData("Bash(git status)", "  git   status ", true)]
    [InlineData("Bash(git status)", "git status -s", false)]
    [InlineData("Bash(git:*)", "git", true)]
    [InlineData("Bash(git:*)", "git status", true)]
    [InlineData("Bash(git:*)", "gitx status", false)]
    [InlineData("Bash(git:*)", "rm x", false)]
    [InlineData("Bash(git *)", "git", true)]
    [InlineData("Bash(git *)", "git log --oneline", true)]
    [InlineData("Bash(git *)", "gitx", false)]
    [InlineData("Bash(git log *)", "git log", true)]
    [InlineData("Bash(git log *)", "git logger", false)]
    [InlineData("Bash(git log:*)", "git log -3", true)]
    [InlineData("Bash(git log:*)", "git  log   -3", true)]
    [InlineData("Bash(ls*)", "lsof", true)]
    [InlineData("Bash(ls*)", "ls", true)]
    [InlineData("Bash(npm run * --silent)", "npm run a b --silent", true)]
    [InlineData("Bash(npm run * --silent)", "npm run a", false)]
    [InlineData("Bash(git:* push)", "git push", false)]
    [InlineData("Bash(git *", "git push", false)]
    [InlineData("Bash()", "git", false)]
    [InlineData("Bash(:*)", "git", false)]
    [InlineData("Bash(!rm *)", "ls", false)]
    [InlineData("Bash(command:git *)", "git log", false)]
    [InlineData("bash(git *)", "git log", false)]
    [InlineData("Bash(echo 'a*b')", "echo 'aXb'", true)]
    [InlineData("Bash(grep \"what?\" *)", "grep \"what?\" a.txt", true)]
    [InlineData("Bash(grep \"what?\" *)", "grep \"whatX\" a.txt", false)]
    public void A_pattern_is_literal_pieces_and_stars(string item, string command, bool allowed)
        => Assert.Equal(allowed, Judge(item, command).Allowed);

    [Theory]
    [InlineData("git log; rm x")]
    [InlineData("git log;rm x")]
    [InlineData("git log & rm x")]
    [InlineData("git log &")]
    [InlineData("git log && rm x")]
    [InlineData("git log | sh")]
    [InlineData("git log || rm x")]
    [InlineData("git log > x")]
    [InlineData("git log >> x")]
    [InlineData("git log < x")]
    [InlineData("git log 2>&1")]
    [InlineData("git log $(rm x)")]
    [InlineData("git log `rm x`")]
    [InlineData("git log $HOME")]
    [InlineData("git log ${HOME}")]
    [InlineData("git log '$HOME'")]
    [InlineData("git log \"a;b\"")]
    [InlineData("git log \\; rm")]
    [InlineData("git log\nrm x")]
    [InlineData("git log\r\nrm x")]
    [InlineData("git log\rrm x")]
    [InlineData("git log\0rm")]
    [InlineData("git log <(ls)")]
    [InlineData("git log {a,b}")]
    [InlineData("git log [ab]")]
    [InlineData("git log *")]
    [InlineData("git log ?")]
    [InlineData("git log ~")]
    [InlineData("git log # x")]
    [InlineData("git log !x")]
    [InlineData("(git log)")]
    [InlineData("git log 'open")]
    [InlineData("git log \"open")]
    [InlineData("git log 'a\"")]
    [InlineData("X=1 git log")]
    [InlineData("PATH=x git log")]
    [InlineData("/bin/git log")]
    [InlineData("./git log")]
    [InlineData("../git log")]
    [InlineData("a/../git log")]
    [InlineData("''git/x log")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("'' log")]
    [InlineData("git\tlog\u0007")]
    [InlineData("git log \u202Ex")]
    [InlineData("git log \u200B")]
    [InlineData("git log \u2028rm")]
    [InlineData("git log \u0085rm")]
    public void Anything_but_one_simple_command_is_refused_whatever_the_list_says(string command)
    {
        foreach (var item in new[] { "Bash", "Bash(*)", "Bash(git *)", "Bash(git log:*)" })
        {
            Assert.False(Judge(item, command).Allowed);
        }
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.False(Judge("Bash", "git log " + '\uD800').Allowed);

    [Theory]
    [InlineData("Bash", "git -c alias.x=y log", false)]
    [InlineData("Bash(git *)", "git -c core.pager=evil log", false)]
    [InlineData("Bash(git *)", "git '-c' core.pager=evil log", false)]
    [InlineData("Bash(git *)", "git --config-env=a=b log", false)]
    [InlineData("Bash(git -c *)", "git -c color.ui=never log", true)]
    [InlineData("Bash(git -c *)", "git -c a=b --exec-path=x log", false)]
    [InlineData("Bash(find *)", "find docs -name a.md", true)]
    [InlineData("Bash(find *)", "find docs -exec rm", false)]
    [InlineData("Bash(find *)", "find docs -delete", false)]
    [InlineData("Bash(find docs -delete *)", "find docs -delete", true)]
    [InlineData("Bash(tar *)", "tar --to-command=sh -xf a.tar", false)]
    [InlineData("Bash(tar *)", "tar -Ish -xf a.tar", false)]
    [InlineData("Bash(tar *)", "tar -tf a.tar", true)]
    [InlineData("Bash(python *)", "python report.py", true)]
    [InlineData("Bash(python *)", "python -c 'import os'", false)]
    public void Options_that_start_other_programs_must_be_spelt_in_the_pattern(string item, string command, bool allowed)
        => Assert.Equal(allowed, Judge(item, command).Allowed);

    [Fact]
    public void The_refused_character_and_its_column_are_named()
    {
        Assert.Contains("';' at column 8", Judge("Bash", "git log; rm x").Rule, StringComparison.Ordinal);
        Assert.Contains("line break", Judge("Bash", "a\nb").Rule, StringComparison.Ordinal);
        Assert.Contains("never closed", Judge("Bash", "echo 'a").Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void No_accepted_command_holds_a_refused_character()
        => Gen.Char["abc git -;&|<>$`\\\"'*?~#!(){}[]\n\r\0=/."].Array[0, 24].Sample(
            signs =>
            {
                var command = new string(signs);
                return !Judge("Bash", command).Allowed || !command.Trim().Any(RefusedAlways.Contains);
            },
            iter: 100_000);

    [Theory]
    [InlineData("Bash(${SKILL_DIR}/scripts/a.py *)", "${SKILL_DIR}/scripts/a.py x", true)]
    [InlineData("Bash(${SKILL_DIR}/scripts/a.py *)", "${CLAUDE_SKILL_DIR}/scripts/a.py", true)]
    [InlineData("Bash(${CLAUDE_SKILL_DIR}/scripts/a.py *)", "skills/report/scripts/a.py x", true)]
    [InlineData("Bash(${SKILL_DIR}/scripts/a.py *)", "scripts/a.py x", true)]
    [InlineData("Bash(scripts/a.py *)", "scripts/a.py x", true)]
    [InlineData("Bash(scripts/a.py *)", "skills/report/scripts/a.py x", true)]
    [InlineData("Bash(scripts/*)", "scripts/sub/b.sh x", true)]
    [InlineData("Bash", "scripts/a.py", true)]
    [InlineData("Bash", "'scripts/a.py' x", true)]
    [InlineData("Bash(${SKILL_DIR}/scripts/a.py *)", "scripts/b.py x", false)]
    [InlineData("Bash(${SKILL_DIR}/scripts/a.py *)", "scripts/a.pyx", false)]
    [InlineData("Bash", "skills/other/scripts/a.py", false)]
    [InlineData("Bash", "skills/report/a.py", false)]
    [InlineData("Bash", "scripts/../a.py", false)]
    [InlineData("Bash", "scripts/./a.py", false)]
    [InlineData("Bash", "scripts//a.py", false)]
    [InlineData("Bash", "scripts/", false)]
    [InlineData("Bash", "./scripts/a.py", false)]
    [InlineData("Bash", "/scripts/a.py", false)]
    [InlineData("Bash", "'scripts/a b.py'", false)]
    [InlineData("Bash", "X=1 scripts/a.py", false)]
    [InlineData("Bash", "${HOME}/scripts/a.py", false)]
    [InlineData("Bash(python ${SKILL_DIR}/scripts/a.py *)", "python skills/report/scripts/a.py x", true)]
    [InlineData("Bash(python ${SKILL_DIR}/scripts/a.py *)", "python skills/other/scripts/a.py x", false)]
    [InlineData("Bash(cat ${WORKSPACE}/*)", "cat ./notes.md", true)]
    public void A_skill_starts_its_own_scripts_and_nobody_elses(string item, string command, bool allowed)
    {
        var frame = new SkillFrame("report", ToolList.Parse([item])) { Place = new("skills/report", ".") };
        Assert.Equal(allowed, Permission.Admits(ToolList.Parse(["Bash"]), [frame], new("Bash", command)).Allowed);
    }

    [Fact]
    public void An_outer_skill_never_lets_an_inner_one_start_scripts_under_its_own_pattern()
    {
        var list = ToolList.Parse(["Bash(${SKILL_DIR}/scripts/a.py *)"]);
        SkillFrame[] frames = [new("outer", list) { Place = new("skills/outer", ".") }, new("inner", list) { Place = new("skills/inner", ".") }];
        Assert.False(Permission.Admits(ToolList.Parse(["Bash"]), frames, new("Bash", "scripts/a.py")).Allowed);
        Assert.False(Permission.Admits(list, frames[1..], new("Bash", "scripts/a.py")).Allowed);
    }

    [Theory]
    [InlineData("skills/a b")]
    [InlineData("skills/*")]
    [InlineData("skills/$x")]
    [InlineData("")]
    public void A_place_that_is_no_plain_path_is_never_inserted(string folder)
    {
        var frame = new SkillFrame("a", ToolList.Parse(["Bash", "Bash(${SKILL_DIR}/scripts/a.py)"])) { Place = new(folder, ".") };
        foreach (var command in new[] { "${SKILL_DIR}/scripts/a.py", "scripts/a.py", "cat ${SKILL_DIR}/x" })
        {
            Assert.False(Permission.Admits(ToolList.Parse(["Bash"]), [frame], new("Bash", command)).Allowed);
        }
    }

    [Theory]
    [InlineData("Bash(grep \"a\\(b\" *)", "grep \"a(b\" x.md", true)]
    [InlineData("Bash(grep 'f\\(\\)' *)", "grep 'f()' x.md", true)]
    [InlineData("Bash(echo \\(x\\))", "echo (x)", false)]
    [InlineData("Bash(npm run * --silent)", "npm run a  b   c --silent", true)]
    [InlineData("Bash(git * main)", "git push origin main", true)]
    [InlineData("Bash(git * main)", "git main", false)]
    public void Parentheses_are_escaped_and_a_star_in_the_middle_spans_blanks(string item, string command, bool allowed)
        => Assert.Equal(allowed, Judge(item, command).Allowed);

    [Fact]
    public void The_matcher_agrees_with_a_naive_one()
        => Gen.Select(Gen.Char["ab *"].Array[0, 8], Gen.Char["ab "].Array[0, 10]).Sample(
            (pattern, text) => Wildcard.Matches(new(pattern), new(text)) == Naive(pattern, text),
            iter: 100_000);

    private static bool Naive(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
        => pattern.IsEmpty ? text.IsEmpty
            : pattern[0] == '*' ? Naive(pattern[1..], text) || (!text.IsEmpty && Naive(pattern, text[1..]))
            : !text.IsEmpty && text[0] == pattern[0] && Naive(pattern[1..], text[1..]);
}
