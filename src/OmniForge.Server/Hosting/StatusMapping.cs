using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using RpcStatus = Google.Rpc.Status;

namespace OmniForge.Server.Hosting;

/// <summary>A refusal as google.rpc.Status: the same for calls, stream frames and REST.</summary>
internal static class StatusMapping
{
    public const string Domain = "omniforge.dev";

    public static RpcStatus ToStatus(this DomainException refused, string requestId)
    {
        var status = new RpcStatus { Code = (int)CodeOf(refused.Refusal), Message = refused.Message };
        var info = new ErrorInfo { Domain = Domain, Reason = refused.Reason };
        foreach (var (key, value) in refused.Facts)
        {
            info.Metadata[key] = value;
        }

        status.Details.Add(Any.Pack(info));
        Add(status, refused);
        status.Details.Add(Any.Pack(new RequestInfo { RequestId = requestId }));
        return status;
    }

    public static RpcStatus Internal(string requestId)
    {
        var status = new RpcStatus { Code = (int)Code.Internal, Message = "Something broke on our side. Nothing you sent is at fault; try again." };
        status.Details.Add(Any.Pack(new ErrorInfo { Domain = Domain, Reason = "INTERNAL" }));
        status.Details.Add(Any.Pack(new RequestInfo { RequestId = requestId }));
        return status;
    }

    private static void Add(RpcStatus status, DomainException refused)
    {
        if (refused.Violations.Count > 0)
        {
            var bad = new BadRequest();
            bad.FieldViolations.AddRange(refused.Violations.Select(v =>
                new BadRequest.Types.FieldViolation { Field = v.Field, Description = v.Problem }));
            status.Details.Add(Any.Pack(bad));
        }

        IMessage? detail = refused.Refusal switch
        {
            Refusal.NotFound or Refusal.AlreadyExists when refused.Facts.ContainsKey("resource") => new ResourceInfo
            {
                ResourceType = refused.Facts["resource"],
                ResourceName = refused.Facts.GetValueOrDefault("id", ""),
            },
            Refusal.WrongStatus => Failure(refused),
            Refusal.Exhausted => Quota(refused),
            _ => null,
        };
        if (detail is not null)
        {
            status.Details.Add(Any.Pack(detail));
        }

        if (refused.RetryAfter is { } wait)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));
        }
    }

    private static PreconditionFailure Failure(DomainException refused)
    {
        var failure = new PreconditionFailure();
        failure.Violations.Add(new PreconditionFailure.Types.Violation
        {
            Type = refused.Reason,
            Subject = refused.Facts.GetValueOrDefault("id", ""),
            Description = refused.Message,
        });
        return failure;
    }

    private static QuotaFailure Quota(DomainException refused)
    {
        var failure = new QuotaFailure();
        failure.Violations.Add(new QuotaFailure.Types.Violation
        {
            Subject = refused.Facts.GetValueOrDefault("scope", ""),
            Description = refused.Message,
        });
        return failure;
    }

    private static Code CodeOf(Refusal refusal) => refusal switch
    {
        Refusal.Invalid => Code.InvalidArgument,
        Refusal.NotFound => Code.NotFound,
        Refusal.AlreadyExists => Code.AlreadyExists,
        Refusal.Conflict => Code.Aborted,
        Refusal.WrongStatus => Code.FailedPrecondition,
        Refusal.Exhausted => Code.ResourceExhausted,
        Refusal.OutOfRange => Code.OutOfRange,
        Refusal.Unavailable => Code.Unavailable,
        Refusal.Unauthenticated => Code.Unauthenticated,
        Refusal.Denied => Code.PermissionDenied,
        _ => Code.DeadlineExceeded,
    };
}
