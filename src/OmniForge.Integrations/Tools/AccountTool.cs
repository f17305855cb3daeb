using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Tools;

/// <summary>A tool that acts through an account: arguments are read strictly, and refusals of the provider become errors in plain words.</summary>
/// <param name="predict">One sentence of what a call would change; it asks nobody.</param>
internal class AccountTool(ToolDescriptor descriptor, AccountWork work, Func<JsonElement, string> predict) : ITool
{
    private readonly string[] _known = [.. descriptor.InputSchema.GetProperty("properties").EnumerateObject().Select(property => property.Name)];

    public ToolDescriptor Descriptor { get; } = descriptor;

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => ToolCall.RunAsync(async () => await work(await OpenAsync(arguments, context, cancellationToken), cancellationToken));

    public string Predict(JsonElement arguments) => predict(arguments);

    protected async Task<AccountCall> OpenAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => new(ToolArguments.Read(arguments, _known), await context.Accounts.OpenAsync(Descriptor.Integration, cancellationToken), context);
}

/// <summary>A change of which a read can tell whether it was made.</summary>
internal sealed class ProbedAccountTool(
    ToolDescriptor descriptor, AccountWork work, AccountProbe probe, Func<JsonElement, string> predict)
    : AccountTool(descriptor, (call, cancellationToken) => WorkAsync(work, probe, call, cancellationToken), predict), IProbingTool
{
    public async Task<ToolResult?> ProbeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        ToolResult? found = null;
        var looked = await ToolCall.RunAsync(async () =>
        {
            found = await probe(await OpenAsync(arguments, context, cancellationToken), cancellationToken);
            return ToolResult.Of(default);
        });
        return looked.Ok ? found : looked;
    }

    /// <summary>
    /// An answer that is lost is looked for at once. Finding nothing tells nothing yet: the provider may still be at it.
    /// </summary>
    private static async Task<ToolResult> WorkAsync(AccountWork work, AccountProbe probe, AccountCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await work(call, cancellationToken);
        }
        catch (AccountException lost) when (lost.Code == ToolErrorCode.InDoubt)
        {
            return await FoundAsync(probe, call, cancellationToken) ?? ToolResult.Fail(lost.Code, lost.Message);
        }
    }

    private static async Task<ToolResult?> FoundAsync(AccountProbe probe, AccountCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await probe(call, cancellationToken);
        }
        catch (Exception unknown) when (unknown is AccountException or ToolFault)
        {
            return null;
        }
    }
}

internal delegate Task<ToolResult> AccountWork(AccountCall call, CancellationToken cancellationToken);

internal delegate Task<ToolResult?> AccountProbe(AccountCall call, CancellationToken cancellationToken);

/// <summary>One call: what was asked for, and where.</summary>
internal sealed record AccountCall(ToolArguments Arguments, IAccount Account, ToolContext Context)
{
    /// <summary>The same for every repetition of this call, and says nothing about it to whoever reads it at the provider.</summary>
    public string Key => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Context.IdempotencyKey)).AsSpan(0, 16));

    /// <summary>Wall-clock time of the execution's start in its zone: what relative dates count from.</summary>
    public DateTime Now => TimeZoneInfo.ConvertTime(Context.Now, Context.TimeZone).DateTime;
}
