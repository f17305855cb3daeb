using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>Someone who answers what executions ask. About a change in doubt they look whether it is there before they answer.</summary>
internal sealed class Person(World world)
{
    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await world.SleepAsync(TimeSpan.FromSeconds(5));
                foreach (var open in await OpenAsync())
                {
                    await AnswerAsync(open);
                }
            }
        }
        catch (Exception broken)
        {
            world.Complaints.Add($"a person was answered with {broken}");
        }
    }

    private async Task<IReadOnlyList<Interrupt>> OpenAsync()
    {
        await using var db = world.Store.Open(Lab.Tenant);
        var rows = await db.Interrupts.AsNoTracking().Where(row => row.Status == InterruptStatus.Open)
            .OrderBy(row => row.ExecutionId).ThenBy(row => row.Id).ToListAsync();
        return [.. rows.Select(row => row.ToProto())];
    }

    private async Task AnswerAsync(Interrupt open)
    {
        var key = $"{open.ExecutionId}:{open.Id.Split('.')[0]}";
        var decision = world.Weather.Pick(8) == 0 ? Decision.Deny
            : open.Kind == InterruptKind.InDoubt && world.Outside.Has(key) ? Decision.Skip
            : Decision.Retry;
        world.Chronicle.Tell($"a person looks for {key} and answers {decision}");
        if (decision == Decision.Retry && open.Kind == InterruptKind.InDoubt)
        {
            world.Outside.Permit(key, open.Id);
        }

        var request = new ResolveInterruptRequest { ExecutionId = open.ExecutionId, InterruptId = open.Id, Decision = decision };
        var node = await world.NodeAsync();
        try
        {
            await world.AskAsync(node, caller => node.Interrupts.ResolveAsync(caller, request, CancellationToken.None));
        }
        catch (DomainException late) when (late.Reason == "INTERRUPT_CLOSED")
        {
            // It ended meanwhile, or an earlier answer was only slow.
        }
    }
}
