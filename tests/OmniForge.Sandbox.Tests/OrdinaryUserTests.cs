using System.Diagnostics;
using System.Reflection;
using OmniForge.TestKit;

namespace OmniForge.Sandbox.Tests;

/// <summary>The same attacks on a server of an ordinary user, who has no control groups, when the tests run as root.</summary>
public class OrdinaryUserTests
{
    private const string User = "64321";

    [Theory]
    [InlineData("*AttackTests")]
    [InlineData("*CommandTests")]
    public async Task The_walls_hold_for_an_ordinary_user_as_they_do_for_root(string tests)
    {
        Assert.SkipUnless(Environment.UserName == "root" || Kernel.UserId() == 0, "the tests already run as an ordinary user");
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "setpriv, which acts as another user, is not installed");
        using var own = new TempFolder();
        File.SetUnixFileMode(own.Path, (UnixFileMode)0b111_111_111);
        var program = Path.ChangeExtension(Assembly.GetExecutingAssembly().Location, null);
        var start = new ProcessStartInfo("/usr/bin/setpriv", ["--reuid", User, "--regid", User, "--clear-groups", "--no-new-privs", program, "-noLogo", "-noColor", "-class", tests])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = own.Path,
        };
        (start.Environment["HOME"], start.Environment["TMPDIR"], start.Environment["OMNIFORGE_SANDBOX_MUST"]) = (own.Path, own.Path, "1");
        var state = await SandboxStart.OpenAsync(new(), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.SkipWhen(state.Trouble is not null, $"no sandbox here: {state.Trouble}");
        state.Sandbox!.Dispose();

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.SkipWhen(said.Contains("Permission denied", StringComparison.Ordinal) && process.ExitCode is 126 or 127, "another user cannot read the folder of this clone");
        Assert.True(process.ExitCode == 0, said);
        Assert.Matches("Total: [1-9][0-9]+, Errors: 0, Failed: 0, Skipped: 0", said);
    }
}
