using OmniForge.Skills.Permissions;

namespace OmniForge.Skills.Tests.Permissions;

/// <summary>Attempts to run something else than what a list allows. Not one may pass.</summary>
public sealed class BypassTests
{
    // Each one is appended to an allowed command.
    private static readonly string[] Tails =
    [
        "; id", ";id", ";;id", "&id", "& id", "&& id", "| id", "|id", "|& id", "|| id", "> f", ">f", ">> f", ">| f", "< f", "<< E", "<<< x",
        "<> f", "2> f", "2>&1", "&> f", ">& f", "<(id)", ">(id)", "$(id)", "$((1))", "`id`", "$x", "${x}", "${x:-id}", "$'x'", "$\"x\"", "$@",
        "$*", "$?", "$!", "$$", "$-", "$0", "\\", "\\ x", "\\;id", "\\nid", "a\\\nid", "\nid", "\r\nid", "a\rid", "\nid\n", "\0id", "a\0",
        "'$(id)'", "'`id`'", "\"$(id)\"", "\"`id`\"", "\"${x}\"", "\"a;b\"", "'a;b'", "'a|b'", "\"a&b\"", "'a>b'", "\"a<b\"", "'a\\b'", "\"a\nb\"",
        "'a\rb'", "(id)", "( id )", "{ id; }", "{a,b}", "{1..3}", "[ab]", "[[ x ]]", "*", "*.md", "a*", "**/x", "?", "a?", "~", "~root", "~/x", "#x",
        "# x", "!x", "!!", "!-1", "'open", "\"open", "'a\"", "\"a'", "a'b", "''' ", "\"\"\"", "\u0000", "\u0001", "a\u0007b", "a\u0008b", "a\u001Bb",
        "a\u001B[2Kb", "a\u007Fb", "a\u0085b", "a\u009Bb", "\tx", "a\tb", "a\vb", "a\fb", "a\u00ADb", "a\u034Fb", "a\u061Cb", "a\u115Fb", "a\u1160b",
        "a\u17B4b", "a\u180Bb", "a\u180Eb", "a\u200Bb", "a\u200Cb", "a\u200Db", "a\u200Eb", "a\u200Fb", "a\u2028b", "a\u2029b", "a\u202Ab", "a\u202Bb",
        "a\u202Cb", "a\u202Db", "a\u202Eb", "a\u2060b", "a\u2063b", "a\u2066b", "a\u2067b", "a\u2069b", "a\u2800b", "a\u3164b", "a\uFE00b", "a\uFE0Fb",
        "a\uFEFFb", "a\uFFA0b", "a\uFFF9b", "a\uE000b", "a\U000E0041b", "a\U000F0000b", "a\uD800", "\uDC00a",
    ];

    // Each one is a whole command; all of Bash is allowed.
    private static readonly string[] Commands =
    [
        "", " ", "   ", "''", "\"\"", "'' git", "\"\" git", "X=1", "X=1 git log", "PATH=x git", "LD_PRELOAD=x git log", "'X=1' git", "A= git log",
        "/bin/sh", "/bin/git log", "./git log", "../git", "../../bin/sh", "a/b", "a/../git", "git/../sh", "..", "...", "'/bin/sh'", "\"/bin/sh\" x",
        "'/'bin/sh", "b''in/sh", "scripts/a.py", "skills/x/scripts/a.py", "${SKILL_DIR}/scripts/a.py", "$SHELL", "~/bin/x", ".", ". x;id", "(id)",
        "{ id", "[ x", "! id", "#id", "id;id", "id&", "eval `id`", "exec >f", "id\nid",
    ];

    // Each one uses an option that starts another program; its own program is allowed with any arguments.
    private static readonly string[] Options =
    [
        "git -c core.pager=id log", "git '-c' a.b=id log", "git \"-c\" a=b", "git -'c' a=b", "git -ccore.pager=id log", "git -C / log", "git -C/ log",
        "git --config-env=a=b log", "git --config-en=a=b log", "git --exec-path=x log", "git --exec-p=x log", "git log --ext-diff", "git log --ext",
        "git fetch --upload-pack=id x", "git fetch --upload-pack id x", "git fetch --upload-p id", "git push --receive-pack=id x", "git push --exec=id",
        "git rebase -x id", "git rebase -ix id", "git rebase --exec id", "git grep -Oid x", "git grep -nOid x", "git grep --open-files-in-pager=id",
        "git --git-dir=x log", "git --work-tree=/ status", "git log --textconv", "find . -exec id", "find . -execdir id", "find . -ok id",
        "find . -okdir id", "find . -delete", "find . -fprint x", "find . -fprint0 x", "find . -fprintf x y", "find . -fls x", "find . '-exec' id",
        "tar --to-command=id -xf a", "tar --to-command id", "tar --to-com=id -xf a", "tar --checkpoint-action=exec=id", "tar --checkpoint-act=exec=id",
        "tar --use-compress-program=id", "tar --use-comp=id", "tar -I id -xf a", "tar -Iid -xf a", "tar -xvI id -f a", "tar xIf id a", "tar cvIf id a",
        "tar -F id", "tar -cMF id", "tar --info-script=id", "tar --new-volume-script=id", "tar --rsh-command=id", "rg --pre id x", "rg --pre=id x",
        "rg --hostname-bin id", "sort --compress-program=id", "sort --compress-prog id", "man -P id x", "man -Pid x", "man --pager=id x", "man -aPid x",
        "rsync -e id a b", "rsync -avze id a b", "rsync --rsh=id a b", "rsync --rsync-path=id a b", "ssh -o ProxyCommand=id h", "ssh -oProxyCommand=id h",
        "ssh -vo ProxyCommand=id h", "ssh -F x h", "scp -S id a b", "scp -rS id a b", "curl -K x", "curl -sK x", "curl --config x", "curl --conf x",
        "wget -e x", "wget -qe x", "wget --execute x", "wget --exec x", "wget --use-askpass=id", "zip -TT id a", "zip a b -T --unzip-command=id",
        "npm --script-shell=id run x", "npm --node-options=x run", "node -e x", "node -pe x", "node --eval x", "node -r x", "node --require x",
        "node --import x", "python -c x", "python -mx", "python -Bc x", "python3 -c x", "python3 -m x", "fd -x id", "fd -X id", "fd -Hx id", "fd --exec id",
        "fd --exec-batch id", "go test -exec id", "go build -toolexec id", "go build --toolexec=id", "cargo --config x", "make --eval x", "bash -c id",
        "bash -ec id", "sh -c id", "zsh -c id", "perl -e x", "perl -ne x", "perl -MX", "ruby -e x", "php -r x", "env -S id", "env --split-string=id",
        "vim -c x", "vim --cmd x", "gdb -ex x", "npx -c x", "npx --call=x",
    ];

    public static TheoryData<string> AllTails => [.. Tails];

    public static TheoryData<string> AllCommands => [.. Commands];

    public static TheoryData<string> AllOptions => [.. Options];

    private static bool Allows(string item, string command)
        => Permission.Admits(ToolList.Parse([item]), [], new("Bash", command)).Allowed;

    [Fact]
    public void There_are_at_least_two_hundred_attempts()
        => Assert.InRange(Tails.Concat(Commands).Concat(Options).Distinct().Count(), 200, 1_000);

    [Theory]
    [MemberData(nameof(AllTails))]
    public void Nothing_hangs_on_to_an_allowed_command(string tail)
        => Assert.All(["Bash", "Bash(*)", "Bash(git *)", "Bash(git log:*)", "Bash(git*)"], item
            => Assert.False(Allows(item, "git log " + tail), item));

    [Theory]
    [MemberData(nameof(AllCommands))]
    public void Nothing_but_a_command_known_by_name_starts(string command)
        => Assert.All(["Bash", "Bash(*)", "Bash(* *)"], item => Assert.False(Allows(item, command), item));

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void No_option_starts_another_program_unless_the_list_spells_it(string command)
        => Assert.All(["Bash", "Bash(*)", $"Bash({command.Split(' ')[0]} *)", $"Bash({command.Split(' ')[0]}:*)"], item
            => Assert.False(Allows(item, command), item));

    [Theory]
    [InlineData("git log --oneline -5")]
    [InlineData("git commit -am 'fix: a (b)'")]
    [InlineData("git diff --stat main")]
    [InlineData("find . -name a.md -type f")]
    [InlineData("tar -xzf a.tar.gz")]
    [InlineData("tar xzf a.tar.gz")]
    [InlineData("tar -czvf a.tgz docs")]
    [InlineData("rg --pretty x")]
    [InlineData("rsync -av a b")]
    [InlineData("curl -sSL -o x https://example.com/a.b")]
    [InlineData("python report.py --month 3")]
    [InlineData("node build.js --config x")]
    [InlineData("npm run build")]
    [InlineData("go test -run X")]
    [InlineData("grep -rn \"what?\" docs")]
    [InlineData("make test")]
    [InlineData("echo \"it's fine\"")]
    [InlineData("cat r\u00E9sum\u00E9.md \u65E5\u672C.md")]
    public void Ordinary_commands_pass(string command) => Assert.True(Allows("Bash", command));

    [Theory]
    [InlineData("*")]
    [InlineData("mcp__*")]
    [InlineData("mcp_github_x")]
    [InlineData("mcp__s__")]
    [InlineData("Bash()")]
    [InlineData("Bash( )")]
    [InlineData("Bash(git:* push)")]
    [InlineData("Bash(command:git *)")]
    [InlineData("WebFetch(https://example.com)")]
    [InlineData("Grep(pattern:x)")]
    [InlineData("slack_post_message(channel:x)")]
    [InlineData("mcp__github__find(x)")]
    [InlineData("Bash(!rm *)")]
    [InlineData("Bash(git *")]
    [InlineData("Bash(git log; rm *)")]
    [InlineData("Bash(git | *)")]
    [InlineData("Bash(echo $HOME)")]
    [InlineData("Bash(${HOME}/x *)")]
    [InlineData("Bash(a > b)")]
    [InlineData("Bash(ls [ab])")]
    [InlineData("Bash(ls ~)")]
    [InlineData("Bash(a ? b)")]
    public void A_dead_entry_says_why_and_grants_nothing(string item)
    {
        var pattern = ToolPattern.Parse(item);
        Assert.True(pattern.IsDead);
        Assert.NotEmpty(pattern.Reason!);
    }
}
