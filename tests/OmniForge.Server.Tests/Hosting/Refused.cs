using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace OmniForge.Server.Tests.Hosting;

/// <summary>A refusal as a client sees it.</summary>
internal sealed record Refused(StatusCode Code, string Reason, IReadOnlyDictionary<string, string> Facts, Google.Rpc.Status Status)
{
    public string Message => Status.Message;

    /// <summary>Proto field paths of the BadRequest detail.</summary>
    public IReadOnlyList<string> Fields => [.. Detail<BadRequest>()?.FieldViolations.Select(violation => violation.Field) ?? []];

    public T? Detail<T>()
        where T : class, IMessage<T>, new()
        => Status.GetDetail<T>();

    /// <summary>Runs a call that must be refused.</summary>
    public static async Task<Refused> ByAsync(Func<Task> call) => Of(await Assert.ThrowsAsync<RpcException>(call));

    /// <summary>Runs a call that must be refused for a reason.</summary>
    public static async Task<Refused> ByAsync(string reason, Func<Task> call)
    {
        var refused = await ByAsync(call);
        Assert.Equal(reason, refused.Reason);
        return refused;
    }

    public static Refused Of(RpcException thrown)
    {
        var status = thrown.GetRpcStatus();
        Assert.True(status is not null, $"no details: {thrown.Status}");
        return Of(status);
    }

    public static Refused Of(Google.Rpc.Status status)
    {
        var info = status.GetDetail<ErrorInfo>();
        Assert.True(info is not null, $"no ErrorInfo: {status}");
        Assert.Equal("omniforge.dev", info.Domain);
        Assert.NotEqual("", status.Message);
        return new((StatusCode)status.Code, info.Reason, info.Metadata, status);
    }
}
