using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Triggers.Looks;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>Changes, pauses and resumes a trigger. None of these starts anything for the past.</summary>
internal sealed class TriggerEdits(ForgeStore store, TriggerChecks checks, TriggerRotation rotation, TriggerViews views, TimeProvider clock)
{
    private const int LongestReason = 2_000;

    public async Task<Trigger> UpdateAsync(Caller caller, UpdateTriggerRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Trigger ?? throw DomainException.Field("trigger", "is required");
        var paths = FieldMasks.Resolve(request.UpdateMask, wish, TriggerFields.Writable);
        var etag = request.Etag.Length > 0 ? request.Etag : wish.Etag;
        var fresh = paths.Contains("secret") && wish.Secret.Length > 0 ? await rotation.PrepareAsync(caller, wish.Id, wish.Secret, cancellationToken) : null;
        return await ChangeAsync(caller, wish.Id, etag, async (db, row, ct) =>
        {
            TriggerFields.Apply(wish, paths, row);
            if (TriggerFields.ChangeSought(paths))
            {
                BeginAnew(row);
                await checks.CompleteAsync(db, row, ct);
            }

            // A shorter time between two looks counts from now on, not after the next one.
            var soon = clock.GetUtcNow() + LookRules.IntervalOf(row);
            row.NextLookAt = row.NextLookAt > soon ? soon : row.NextLookAt;
            fresh?.PutInto(row, null);
            if (request.ValidateOnly)
            {
                db.ChangeTracker.Clear();
            }
        }, cancellationToken);
    }

    public Task<Trigger> PauseAsync(Caller caller, PauseTriggerRequest request, CancellationToken cancellationToken)
    {
        var reason = request.Reason.Trim();
        if (reason.Length > LongestReason)
        {
            throw DomainException.Field("reason", "must have at most 2,000 characters");
        }

        return ChangeAsync(caller, request.TriggerId, request.Etag, (_, row, _) =>
        {
            if (row.Status == TriggerStatus.Active)
            {
                (row.Status, row.PauseReason) = (TriggerStatus.Paused, reason.Length > 0 ? reason : $"Paused by {caller.DisplayName}.");
            }

            return Task.CompletedTask;
        }, cancellationToken);
    }

    public Task<Trigger> ResumeAsync(Caller caller, ResumeTriggerRequest request, CancellationToken cancellationToken)
        => ChangeAsync(caller, request.TriggerId, request.Etag, (_, row, _) =>
        {
            if (row.Status == TriggerStatus.Paused)
            {
                (row.Status, row.PauseReason) = (TriggerStatus.Active, "");
                BeginAnew(row);
            }

            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>The next look sees what there is and starts nothing for it.</summary>
    private void BeginAnew(TriggerRow row)
    {
        (row.Cursors, row.LookFailures, row.LookProblem, row.LookClaim) = ("{}", 0, "", "");
        row.NextLookAt = row.NextLookAt is null ? null : clock.GetUtcNow();
    }

    private async Task<Trigger> ChangeAsync(
        Caller caller, string id, string etag, Func<ForgeDb, TriggerRow, CancellationToken, Task> change, CancellationToken cancellationToken)
    {
        var shown = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await db.FindTriggerAsync(id, etag, ct);
            await change(db, row, ct);
            db.ChangeTracker.DetectChanges();
            if (db.Entry(row).State == Microsoft.EntityFrameworkCore.EntityState.Modified)
            {
                row.Revision++;
                row.UpdatedAt = clock.GetUtcNow();
            }

            return row;
        }, cancellationToken);
        return await views.ShowAsync(shown, cancellationToken);
    }
}
