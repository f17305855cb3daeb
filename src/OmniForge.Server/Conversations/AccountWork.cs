using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Events;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Server.Connections;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Conversations;

/// <summary>Carries out what the builder asks of accounts: a link to sign in, what came of it, what there is to choose, what a table holds.</summary>
internal sealed class AccountWork(SignIns signIns, SignInProgress progress, ConnectionChecks checks, AccountReads reads, ServerOptions options, TimeProvider clock)
{
    private const int MostListed = 50;

    /// <summary>Rows that are looked at to know what a column holds.</summary>
    private const int Sample = 100;

    /// <summary>Null = the command is about something else.</summary>
    public async Task<CommandOutcome?> DoAsync(Caller caller, ConversationRow row, BuilderCommand command, CancellationToken cancellationToken) => command switch
    {
        BeginSignIn begin => await BeginAsync(caller, row, begin, cancellationToken),
        LookAtSignIn look => await LookAsync(caller, look, cancellationToken),
        ListPlaces list => await ListAsync(caller, list, cancellationToken),
        ReadPlace read => await ReadAsync(caller, row, read, cancellationToken),
        _ => null,
    };

    private async Task<CommandOutcome> BeginAsync(Caller caller, ConversationRow row, BeginSignIn begin, CancellationToken cancellationToken)
    {
        CallerInterceptor.Demand(caller, "connections.write");
        var begun = await signIns.BeginAsync(
            caller, new() { Integration = begin.Integration, ConnectionId = begin.Connection, ConversationId = row.Id }, cancellationToken);
        var minutes = (int)Math.Round((begun.ExpiresAt.ToDateTimeOffset() - clock.GetUtcNow()).TotalMinutes);
        return new SignInBegun(new(begin.Integration, begun.Connection.Id, begun.OauthUrl), minutes);
    }

    private async Task<CommandOutcome> LookAsync(Caller caller, LookAtSignIn look, CancellationToken cancellationToken)
    {
        var stand = await progress.OfAsync(caller.TenantId, look.Connection, cancellationToken);
        return stand.Account is { } account ? new SignedIn(look.Connection, AccountMapping.Known(account))
            : stand.Reason is { } reason ? new SignInEnded(look.Connection, reason)
            : new SignInOpen(look.Connection);
    }

    private async Task<CommandOutcome> ListAsync(Caller caller, ListPlaces list, CancellationToken cancellationToken)
    {
        CallerInterceptor.Demand(caller, "connections.read");
        var found = await checks.ResourcesAsync(caller, new() { ConnectionId = list.Connection, Kind = list.Kind, Limit = MostListed }, cancellationToken);
        return new PlacesListed(new(
            list.Connection, list.Kind, [.. found.Resources.Select(one => new PlaceChoice(one.Id, one.Name, one.HasItems ? one.Items : null))]));
    }

    private async Task<CommandOutcome> ReadAsync(Caller caller, ConversationRow row, ReadPlace read, CancellationToken cancellationToken)
    {
        var place = read.Place;
        CallerInterceptor.Demand(caller, "connections.read");
        var table = EventKind.Of(read.Event)?.Table ?? AccountTables.Of(place.Integration)!;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(row.TimeZone.Length > 0 ? row.TimeZone : options.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        Task<JsonElement> Call(string tool, JsonObject arguments)
            => reads.ReadAsync(caller, place.Connection, tool, JsonSerializer.SerializeToElement(arguments), zone, cancellationToken);
        var columns = table.ColumnsTool.Length == 0 ? default : await Call(table.ColumnsTool, new() { [table.Argument] = place.Id });
        var rows = await Call(table.Tool, table.Sample(place.Id, Sample));
        return new PlaceRead(place, TableProfile.OfRecords(place.Name, rows, columns, zone));
    }
}
