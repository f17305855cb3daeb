using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>Accounts by what people call them.</summary>
internal static class ConnectionNames
{
    public static Argument<string> Argument => new("ACCOUNT") { Description = "Name, integration or id of a connected account." };

    public static string NameOf(Connection connection)
        => connection.Label.Length > 0 ? connection.Label : connection.WorkspaceName.Length > 0 ? connection.WorkspaceName : connection.Integration;

    /// <summary>By id, else by name, else by integration; two that fit are both named.</summary>
    public static async Task<Connection> FindAsync(Call call, string wanted)
    {
        var all = await call.Client.Connections.ListAsync(cancellationToken: call.Cancelled).ToListAsync(call.Cancelled);
        if (all.Find(one => one.Id == wanted) is { } exact)
        {
            return exact;
        }

        var named = all.FindAll(one => string.Equals(NameOf(one), wanted, StringComparison.OrdinalIgnoreCase));
        var found = named.Count > 0 ? named : all.FindAll(one => string.Equals(one.Integration, wanted, StringComparison.OrdinalIgnoreCase));
        return found.Count switch
        {
            1 => found[0],
            0 when all.Count == 0 => throw new CliException("No account is connected. Connect one with: omniforge connections add notion"),
            0 => throw new CliException($"There is no connected account \"{wanted}\". There are {string.Join(", ", all.Select(NameOf))}."),
            _ => throw new CliException($"\"{wanted}\" could be several: {string.Join(", ", found.Select(one => $"{NameOf(one)} ({one.Id})"))}. Use the id."),
        };
    }
}
