using System.Collections.Concurrent;
using System.Text.Json;
using OmniForge.Client;
using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Features.Diagnostics;
using OmniForge.LanguageServer.Live;
using OmniForge.LanguageServer.Platform;
using OmniForge.LanguageServer.Protocol;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Features.Moving;

/// <summary>
/// Moves `schedule` from a skill to its agent: the platform says what it means, gets the schedule, and only then the field leaves the
/// file. When any of it fails, the file and the agent are as before and one sentence says why.
/// </summary>
internal sealed class ScheduleMove(
    OpenDocuments documents, SkillFindings findings, LivePlaces places, PlatformLink link, ClientNotices client, Session session)
{
    public const string CommandName = "omniforge.moveScheduleToAgent";

    // The second of two clicks must not make a second schedule.
    private readonly ConcurrentDictionary<string, byte> _moving = new(StringComparer.Ordinal);

    /// <summary>Called when an agent has another schedule.</summary>
    public Action Moved { get; set; } = () => { };

    /// <summary>The way to move it; null = there is nothing to move, nowhere to move it to, or no editor that takes edits.</summary>
    public Command? Offer(OpenDocument document) => Possible(document, out _, out _)
        ? new("Move 'schedule' to the agent", CommandName) { Arguments = [JsonSerializer.SerializeToElement(document.Uri, LspJson.Default.String)] }
        : null;

    public async Task RunAsync(string uri, CancellationToken cancellationToken)
    {
        if (!documents.TryFind(uri, out var document) || !Possible(document, out var field, out var agentId))
        {
            await RefuseAsync("The skill has no schedule any more that could be moved, or the platform is not connected.").ConfigureAwait(false);
            return;
        }

        if (!_moving.TryAdd(uri, 0))
        {
            return;
        }

        var edit = Removal(document, field);
        try
        {
            await MoveAsync(field, agentId, edit, cancellationToken).ConfigureAwait(false);
        }
        catch (OmniForgeException refusal)
        {
            await RefuseAsync(PlatformFailures.Explain(refusal)).ConfigureAwait(false);
        }
        catch (LspException refused)
        {
            await RefuseAsync(refused.Message).ConfigureAwait(false);
        }
        finally
        {
            _moving.TryRemove(uri, out _);
        }
    }

    private bool Possible(OpenDocument document, out ScheduleField field, out string agentId)
    {
        (field, agentId) = (null!, "");
        if (!session.ClientEdits || link.Status.State != "connected" || places.Of(document.Uri) is not { } place
            || ScheduleField.In(document, findings.Of(document)) is not { } found)
        {
            return false;
        }

        (field, agentId) = (found, place.AgentId);
        return true;
    }

    private async Task MoveAsync(ScheduleField field, string agentId, WorkspaceEdit edit, CancellationToken cancellationToken)
    {
        var platform = link.Client();
        var meant = await platform.Schedules.PreviewAsync(field.Preview(Zone()), cancellationToken).ConfigureAwait(false);
        if (Unclear(meant, field) is { } question)
        {
            await RefuseAsync(question).ConfigureAwait(false);
            return;
        }

        var made = new List<string>();
        try
        {
            await CreateAsync(platform, agentId, meant.Rules, made, cancellationToken).ConfigureAwait(false);
            if (!await client.ApplyAsync("Move 'schedule' to the agent", edit, cancellationToken).ConfigureAwait(false))
            {
                throw new LspException(
                    LspException.RequestFailed, "The editor did not take the field out of the file, so the agent has no new schedule either. Try again.");
            }
        }
        catch (Exception)
        {
            await TakeBackAsync(platform, made).ConfigureAwait(false);
            throw;
        }

        Moved();
        var next = meant.NextFireTimes.Count > 0 ? $" Next time: {PlatformWords.LocalTime(meant.NextFireTimes[0])}." : "";
        await client.ShowAsync(MessageKind.Information, $"The agent has the schedule now: {meant.Description.TrimEnd('.')}.{next}").ConfigureAwait(false);
    }

    // A rule that the agent has already is not made twice: an editor may have died between the two halves of a move.
    private static async Task CreateAsync(
        OmniForgeClient platform, string agentId, IEnumerable<ScheduleRule> rules, List<string> made, CancellationToken cancellationToken)
    {
        var known = await platform.Schedules.ListAsync(new() { AgentId = agentId }, cancellationToken)
            .Select(schedule => (schedule.Cron, schedule.TimeZone)).ToHashSetAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (var rule in rules.Where(rule => !known.Contains((rule.Cron, rule.TimeZone))))
        {
            var schedule = new Schedule { Cron = rule.Cron, TimeZone = rule.TimeZone };
            made.Add((await platform.Schedules.CreateAsync(new() { AgentId = agentId, Schedule = schedule }, cancellationToken).ConfigureAwait(false)).Id);
        }
    }

    // Also when the request was cancelled: half a move would run the agent at times that the file still asks for.
    private async Task TakeBackAsync(OmniForgeClient platform, List<string> made)
    {
        foreach (var id in made)
        {
            try
            {
                await platform.Schedules.DeleteAsync(id, CancellationToken.None).ConfigureAwait(false);
            }
            catch (OmniForgeException refusal)
            {
                await client.LogAsync($"The schedule {id} could not be taken back: {PlatformFailures.Explain(refusal)}").ConfigureAwait(false);
            }
        }
    }

    private WorkspaceEdit Removal(OpenDocument document, ScheduleField field) => new(
    [
        JsonSerializer.SerializeToElement(
            new TextDocumentEdit(
                new(document.Uri, document.Version), [new(document.Range(field.Removal.Span, session.Encoding), field.Removal.NewText)]),
            LspJson.Default.TextDocumentEdit),
    ]);

    private static string? Unclear(PreviewScheduleResponse meant, ScheduleField field)
        => meant.Question is { Text.Length: > 0 } question ? $"'{field.Words}' leaves something open. {question.Text}"
            : meant.Rules.Count == 0 ? $"'{field.Words}' names no times at which an agent could run."
            : null;

    private Task RefuseAsync(string why)
        => client.ShowAsync(MessageKind.Error, $"The schedule was not moved, and the file is as it was. {why}");

    private static string Zone()
    {
        var id = TimeZoneInfo.Local.Id;
        return TimeZoneInfo.TryConvertWindowsIdToIanaId(id, out var name) ? name : id;
    }
}
