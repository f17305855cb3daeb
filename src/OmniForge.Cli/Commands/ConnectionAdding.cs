using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`connections add`: a sign-in in the browser, or a secret from standard input.</summary>
internal static class ConnectionAdding
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public static Command Create(Verbs verbs)
    {
        var integration = new Argument<string>("INTEGRATION") { Description = "notion, slack, linear or github." };
        Option<string?> label = new("--label") { Description = "What to call it. Default: the name of the workspace." };
        Option<bool> mine = new("--mine") { Description = "For this key only. Default: for everybody in the tenant." };
        Option<bool> secret = new("--secret") { Description = "Read a secret from standard input that was made in the provider's settings, instead of signing in." };
        Option<string?> again = new("--again") { Description = "Sign in again to this account, by name or id." };
        return verbs.Calling(
            new("add", "Connect an account: prints a link, and waits until you have signed in.") { integration, label, mine, secret, again },
            async call =>
            {
                var owner = call.Value(mine) ? OwnerKind.User : OwnerKind.Tenant;
                return call.Value(secret)
                    ? await WithSecretAsync(call, call.Value(integration), call.Value(label) ?? "", owner)
                    : await SignInAsync(call, new()
                    {
                        Integration = call.Value(integration).ToLowerInvariant(),
                        Label = call.Value(label) ?? "",
                        OwnerKind = owner,
                        ConnectionId = call.Value(again) is { } known ? (await ConnectionNames.FindAsync(call, known)).Id : "",
                    });
            },
            "omniforge connections add notion",
            "omniforge connections add slack --label \"Team chat\"",
            "omniforge connections add notion --again \"Harbor Studio\"     its access ended: sign in anew",
            "omniforge connections add github --secret < token.txt");
    }

    private static async Task<int> WithSecretAsync(Call call, string integration, string label, OwnerKind owner)
    {
        // Never an argument: those stand in the history of the shell and in the list of processes.
        var written = (await call.Terminal.ReadLineAsync(call.Cancelled) ?? "").Trim();
        if (written.Length == 0)
        {
            throw new CliException("No secret came on standard input. Try: omniforge connections add github --secret < token.txt");
        }

        var made = await call.Client.Connections.CreateAsync(
            new() { Connection = new() { Integration = integration.ToLowerInvariant(), Label = label, OwnerKind = owner, Secret = written } }, call.Cancelled);
        call.Terminal.Line($"{ConnectionNames.NameOf(made)} is connected.");
        return ExitCodes.Done;
    }

    private static async Task<int> SignInAsync(Call call, BeginConnectionRequest wish)
    {
        var begun = await call.Client.Connections.BeginAsync(wish, call.Cancelled);
        var before = begun.Connection.UpdatedAt;
        call.Terminal.Line("Open this link in your browser. It works once, for five minutes:");
        call.Terminal.Line();
        call.Terminal.Line($"  {begun.OauthUrl}");
        call.Terminal.Line();
        call.Terminal.Line("Waiting until you have signed in. Ctrl-C stops the waiting, not the sign-in.");
        using var timer = new PeriodicTimer(BetweenLooks);
        while (true)
        {
            var now = await call.Client.Connections.GetAsync(begun.Connection.Id, call.Cancelled);
            if (now.MergedInto.Length > 0)
            {
                call.Terminal.Line(now.StatusMessage);
                return ExitCodes.Done;
            }

            if (now.Status == ConnectionStatus.Active && !now.UpdatedAt.Equals(before))
            {
                call.Terminal.Line($"{ConnectionNames.NameOf(now)} is connected. What is in it: omniforge connections resources \"{ConnectionNames.NameOf(now)}\"");
                return ExitCodes.Done;
            }

            if (now.Status is ConnectionStatus.Expired or ConnectionStatus.Revoked)
            {
                throw new CliException(now.StatusMessage.Length > 0 ? now.StatusMessage : "The sign-in came to nothing. Begin it again.");
            }

            await timer.WaitForNextTickAsync(call.Cancelled);
        }
    }
}
