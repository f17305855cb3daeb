using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`connections …`: the accounts that agents act through; adding one has a file of its own.</summary>
internal static class ConnectionCommands
{
    public static Command Create(Verbs verbs)
    {
        var group = new Command("connections", "Accounts that agents act through: Notion, Slack, Linear, GitHub.")
        {
            List(verbs), Integrations(verbs), ConnectionAdding.Create(verbs), Test(verbs), Default(verbs), Resources(verbs), Remove(verbs),
        };
        verbs.Explain(
            group,
            "omniforge connections integrations        what can be connected",
            "omniforge connections add notion",
            "omniforge connections list",
            "omniforge connections resources \"Harbor Studio\"");
        return group;
    }

    private static Command List(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        Option<bool> all = new("--all", "-a") { Description = "Those that are disconnected or were never finished too." };
        return verbs.Calling(
            new("list", "Connected accounts, and those that need a new sign-in.") { all, json },
            async call =>
            {
                var rows = await call.Client.Connections.ListAsync(new() { ShowEnded = call.Value(all) }, call.Cancelled).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var response = new ListConnectionsResponse();
                    response.Connections.AddRange(rows);
                    Json.Write(call.Terminal, response);
                    return ExitCodes.Done;
                }

                if (rows.Count == 0)
                {
                    call.Terminal.Line("No account is connected. What can be connected: omniforge connections integrations");
                    return ExitCodes.Done;
                }

                Tables.Write(
                    call.Terminal, ["account", "integration", "status", "default", "id"],
                    [.. rows.Select(row => (string[])[ConnectionNames.NameOf(row), row.Integration, Words.Of(row.Status), row.IsDefault ? "yes" : "", row.Id])]);
                foreach (var row in rows.Where(row => row.StatusMessage.Length > 0))
                {
                    call.Terminal.Line($"{ConnectionNames.NameOf(row)}: {row.StatusMessage}");
                }

                return ExitCodes.Done;
            },
            "omniforge connections list --all --json");
    }

    private static Command Integrations(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        return verbs.Calling(
            new("integrations", "What can be connected, and with how many tools.") { json },
            async call =>
            {
                var all = await call.Client.Connections.IntegrationsAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var response = new ListIntegrationsResponse();
                    response.Integrations.AddRange(all);
                    Json.Write(call.Terminal, response);
                    return ExitCodes.Done;
                }

                Tables.Write(
                    call.Terminal, ["integration", "name", "sign-in", "tools", "connected"],
                    [.. all.Select(one => (string[])
                    [
                        one.Id, one.DisplayName, one.Configured ? "ready" : "not set up", Words.Count(one.Tools.Count, "tool"), Words.Count(one.Connections, "account"),
                    ])]);
                if (all.Any(one => !one.Configured))
                {
                    call.Terminal.Line("Where the sign-in is not set up, whoever runs the server does that once; a secret works without: --secret");
                }

                return ExitCodes.Done;
            },
            "omniforge connections integrations");
    }

    private static Command Test(Verbs verbs)
    {
        var name = ConnectionNames.Argument;
        return verbs.Calling(
            new("test", "Ask the provider whether an account works.") { name },
            async call =>
            {
                var found = await ConnectionNames.FindAsync(call, call.Value(name));
                await call.Client.Connections.TestAsync(found.Id, call.Cancelled);
                call.Terminal.Line($"{ConnectionNames.NameOf(found)} works.");
                return ExitCodes.Done;
            },
            "omniforge connections test \"Harbor Studio\"");
    }

    private static Command Default(Verbs verbs)
    {
        var name = ConnectionNames.Argument;
        return verbs.Calling(
            new("default", "Make an account the one that agents use when they name none.") { name },
            async call =>
            {
                var found = await ConnectionNames.FindAsync(call, call.Value(name));
                await call.Client.Connections.UpdateAsync(new() { Connection = new() { Id = found.Id, IsDefault = true } }, call.Cancelled);
                call.Terminal.Line($"{ConnectionNames.NameOf(found)} is the default of {found.Integration} now.");
                return ExitCodes.Done;
            },
            "omniforge connections default \"Harbor Studio\"");
    }

    private static Command Resources(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var name = ConnectionNames.Argument;
        Option<string?> kind = new("--kind") { Description = "What to look for, for instance database or channel. Default: the usual kind." };
        Option<string?> query = new("--query", "-q") { Description = "Part of the name." };
        return verbs.Calling(
            new("resources", "What there is in an account: databases, channels, teams, repositories.") { name, kind, query, json },
            async call =>
            {
                var found = await ConnectionNames.FindAsync(call, call.Value(name));
                var rows = await call.Client.Connections.ResourcesAsync(
                    new() { ConnectionId = found.Id, Kind = call.Value(kind) ?? "", Query = call.Value(query) ?? "" }, call.Cancelled);
                if (call.Value(json))
                {
                    var response = new ListResourcesResponse();
                    response.Resources.AddRange(rows);
                    Json.Write(call.Terminal, response);
                }
                else if (rows.Count == 0)
                {
                    call.Terminal.Line("Nothing was found that is shared with OmniForge.");
                }
                else
                {
                    Tables.Write(call.Terminal, ["name", "holds", "id"], [.. rows.Select(row => (string[])[row.Name, row.HasItems ? $"{row.Items}" : "", row.Id])]);
                }

                return ExitCodes.Done;
            },
            "omniforge connections resources \"Harbor Studio\" --kind database --query client");
    }

    private static Command Remove(Verbs verbs)
    {
        var name = ConnectionNames.Argument;
        Option<bool> force = new("--force") { Description = "Also while agents at work use it; they wait for another." };
        return verbs.Calling(
            new("remove", "Disconnect an account and destroy its secret.") { name, force },
            async call =>
            {
                var found = await ConnectionNames.FindAsync(call, call.Value(name));
                await call.Client.Connections.DeleteAsync(new() { ConnectionId = found.Id, Force = call.Value(force) }, call.Cancelled);
                call.Terminal.Line($"{ConnectionNames.NameOf(found)} is disconnected.");
                return ExitCodes.Done;
            },
            "omniforge connections remove \"Harbor Studio\"");
    }
}
