using System.Text.Json;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;

namespace OmniForge.Server.Hosting;

/// <summary>
/// Refuses a REST body with a top-level key the request does not have. The transcoder ignores such keys, so a misspelt field
/// would silently do nothing.
/// </summary>
internal sealed class UnknownKeys(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var rest = context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>();
        if (rest is null || rest.HttpRule.Body.Length == 0 || !context.Request.HasJsonContentType())
        {
            await next(context);
            return;
        }

        context.Request.EnableBuffering();
        var unknown = await FirstUnknownAsync(context.Request, Fields(rest), context.RequestAborted);
        context.Request.Body.Position = 0;
        if (unknown is null)
        {
            await next(context);
            return;
        }

        var refused = DomainException.Field(unknown, "is no field of this request; names are written in snake_case");
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(RestEdge.Write(refused.ToStatus(Ids.New())), context.RequestAborted);
    }

    private static HashSet<string> Fields(GrpcJsonTranscodingMetadata rest)
    {
        MessageDescriptor message = rest.MethodDescriptor.InputType;
        if (rest.HttpRule.Body != "*")
        {
            message = message.FindFieldByName(rest.HttpRule.Body).MessageType;
        }

        return [.. message.Fields.InDeclarationOrder().SelectMany(field => new[] { field.Name, field.JsonName })];
    }

    private static async Task<string?> FirstUnknownAsync(HttpRequest request, HashSet<string> known, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? body.RootElement.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !known.Contains(name))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
