using System.Data.Common;
using OmniForge.Server.Agents;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Agents;

/// <summary>That a test passed is written down beside whatever else changes the agent at that moment. SQLite lets one writer in at a time.</summary>
public sealed class PostgresTestedMarkTests(PostgresServer fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_passed_test_of_a_version_is_remembered_while_its_agent_is_changed()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);

        await WhileChangedAsync("agents", "id", agent.Id, () => Get<AgentVersions>().MarkTestedAsync(client.TenantId, agent.Id, 1, "exec1", Ct));

        Assert.Equal(AgentStatus.Active, (await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent.Status);
    }

    [Fact]
    public async Task A_passed_test_of_a_draft_that_is_changed_at_that_moment_counts_for_nothing()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct, publish: false);
        var content = await Get<AgentDrafts>().ContentAsync(client.TenantId, agent.Id, Ct);

        await WhileChangedAsync("drafts", "agent_id", agent.Id, () => Get<AgentDrafts>().MarkTestedAsync(client.TenantId, agent.Id, content.Etag, "exec1", Ct));

        await Refused.ByAsync("TEST_REQUIRED", async () => await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
    }

    /// <summary>Another transaction has changed the row and commits when the work waits for it.</summary>
    private async Task WhileChangedAsync(string table, string key, string id, Func<Task> work)
    {
        await using var other = await Get<ForgeStore>().ConnectAsync(Ct);
        await using var change = await other.BeginTransactionAsync(Ct);
        await RunAsync(other, $"UPDATE {table} SET revision = revision + 1 WHERE {key} = '{id}'");
        var holder = await RunAsync(other, "SELECT pg_backend_pid()");
        var working = work();
        await using var look = await Get<ForgeStore>().ConnectAsync(Ct);
        while (!working.IsCompleted && (long)(await RunAsync(look, $"SELECT count(*) FROM pg_stat_activity WHERE {holder} = ANY (pg_blocking_pids(pid))"))! == 0)
        {
            await Task.Yield();
        }

        await change.CommitAsync(Ct);
        await working;
    }

    private static async Task<object?> RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Ct);
    }
}
