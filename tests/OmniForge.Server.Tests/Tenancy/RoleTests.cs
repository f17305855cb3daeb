using Google.Protobuf.Reflection;
using Grpc.Core;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Tenancy;

public abstract class RoleTests(ServerFixture fixture) : ServerTests(fixture)
{
    /// <summary>Which of the small roles may, by the table of the security design; admin and owner may all of it.</summary>
    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["agents.read"] = ["viewer", "builder", "operator"],
        ["skills.read"] = ["viewer", "builder", "operator"],
        ["executions.read"] = ["viewer", "builder", "operator"],
        ["schedules.read"] = ["viewer", "builder", "operator"],
        ["conversations.read"] = ["viewer", "builder", "operator"],
        ["conversations.write"] = ["builder"],
        ["agents.write"] = ["builder"],
        ["skills.write"] = ["builder"],
        ["schedules.write"] = ["builder"],
        ["agents.operate"] = ["operator"],
        ["schedules.operate"] = ["operator"],
        ["agents.archive"] = ["builder"],
        ["connections.read"] = ["viewer", "builder", "operator"],
        ["connections.write"] = ["builder", "operator"],
        ["triggers.read"] = ["viewer", "builder", "operator"],
        ["triggers.write"] = ["builder"],
        ["executions.start"] = ["builder", "operator"],
        ["executions.cancel"] = ["operator"],
        ["interrupts.resolve"] = ["operator"],
        ["members.manage"] = [],
        ["mcp.manage"] = [],
    };

    [Fact]
    public async Task Every_call_asks_for_the_permission_of_the_contract()
    {
        var owner = await ClientAsync();
        foreach (var role in new[] { "viewer", "builder", "operator", "admin", "owner" })
        {
            var client = await owner.WithRolesAsync(Ct, role);
            foreach (var method in Contract.Methods)
            {
                var permission = method.GetOptions()?.GetExtension(OptionsExtensions.Policy)?.Permission ?? "";
                var may = role is "admin" or "owner" || Table[permission].Contains(role);
                var answer = await RawCalls.CallAsync(client.Calls, method, method.InputType.Parser.ParseFrom([]), Ct);
                var refused = answer.Reason == "PERMISSION_MISSING";

                // With an empty request these two ask for more than the method does: the mode, and whose agent it is.
                Assert.True(refused != may || (may && role == "builder" && permission == "executions.start"), $"{role} calls {method.Name}: {answer.Reason}");
                if (refused && !may)
                {
                    Assert.Equal(permission, Refused.Of(answer.Refusal!).Facts["permission"]);
                    Assert.Equal((int)StatusCode.PermissionDenied, answer.Refusal!.Code);
                }
            }
        }
    }

    [Fact]
    public async Task Every_call_needs_a_key()
    {
        foreach (var method in Contract.Methods)
        {
            Assert.Equal("CREDENTIAL_MISSING", (await EmptyAsync(null, method)).Reason);
            Assert.Equal("CREDENTIAL_INVALID", (await EmptyAsync("of_sk_wrong", method)).Reason);
        }
    }

    [Fact]
    public void Every_call_names_its_permission()
        => Assert.All(Contract.Methods, method => Assert.Contains(method.GetOptions().GetExtension(OptionsExtensions.Policy).Permission, Table.Keys));

    [Fact]
    public async Task An_operator_starts_and_a_builder_only_tries()
    {
        var owner = await ClientAsync();
        var builder = await owner.WithRolesAsync(Ct, "builder");
        var live = new StartExecutionRequest { AgentId = "none", Mode = ExecutionMode.Live };
        var refused = await Refused.ByAsync("PERMISSION_MISSING", async () => await builder.Executions.StartExecutionAsync(live, cancellationToken: Ct));
        Assert.Equal("executions.start", refused.Facts["permission"]);
        live.Mode = ExecutionMode.DryRun;
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await builder.Executions.StartExecutionAsync(live, cancellationToken: Ct));
    }

    private async Task<RawCalls.Answer> EmptyAsync(string? key, MethodDescriptor method)
        => await RawCalls.CallAsync(Server.Calls(key), method, method.InputType.Parser.ParseFrom([]), Ct);
}

public sealed class SqliteRoleTests(SqliteServer server) : RoleTests(server);

public sealed class PostgresRoleTests(PostgresServer server) : RoleTests(server);
