using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Api;
using Google.Protobuf.Reflection;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Hosting;

/// <summary>The REST surface as an OpenAPI document, made from the contract's descriptors alone.</summary>
internal static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write() => Build().ToJsonString(Readable) + "\n";

    private static JsonObject Build()
    {
        var schemas = new OpenApiSchemas();
        var paths = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var method in Contract.Methods)
        {
            if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
            {
                continue;
            }

            var bindings = rule.AdditionalBindings.Prepend(rule).ToList();
            for (var i = 0; i < bindings.Count; i++)
            {
                Add(paths, method, bindings[i], i, schemas);
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "OmniForge", ["version"] = "v1" },
            ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }),
            ["paths"] = new JsonObject(paths.Select(path => KeyValuePair.Create<string, JsonNode?>(path.Key, path.Value))),
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Write(),
                ["securitySchemes"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
            },
        };
    }

    private static void Add(SortedDictionary<string, JsonObject> paths, MethodDescriptor method, HttpRule rule, int index, OpenApiSchemas schemas)
    {
        var (verb, template) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("get", rule.Get),
            HttpRule.PatternOneofCase.Post => ("post", rule.Post),
            HttpRule.PatternOneofCase.Put => ("put", rule.Put),
            HttpRule.PatternOneofCase.Patch => ("patch", rule.Patch),
            _ => ("delete", rule.Delete),
        };
        var path = template.Replace("=**}", "}", StringComparison.Ordinal);
        var shown = string.Join('/', path.Split('/').Select(Plain));
        if (!paths.TryGetValue(shown, out var item))
        {
            paths[shown] = item = [];
        }

        item[verb] = Operation(method, rule, path, index, schemas);
    }

    /// <summary>`{agent.id}` and `{agent_id}` are one path to readers of such documents.</summary>
    private static string Plain(string segment) => segment.Replace('.', '_');

    private static JsonObject Operation(MethodDescriptor method, HttpRule rule, string path, int index, OpenApiSchemas schemas)
    {
        var inPath = path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment[1..^1]).ToList();
        var operation = new JsonObject
        {
            ["operationId"] = index == 0 ? method.Name : $"{method.Name}{index + 1}",
            ["tags"] = new JsonArray(method.Service.Name),
            ["x-permission"] = CallerInterceptor.PermissionOf($"/{method.Service.FullName}/{method.Name}"),
        };
        var parameters = new JsonArray();
        foreach (var name in inPath)
        {
            var field = name.Split('.').Aggregate((Message: method.InputType, Field: (FieldDescriptor?)null), (at, part) =>
            {
                var found = at.Message.FindFieldByName(part);
                return (found.FieldType == FieldType.Message ? found.MessageType : at.Message, found);
            }).Field!;
            parameters.Add(Parameter(Plain(name), "path", schemas.Of(field), required: true));
        }

        if (rule.Body != "*")
        {
            foreach (var field in method.InputType.Fields.InDeclarationOrder().Where(field => !inPath.Contains(field.Name) && field.Name != rule.Body))
            {
                if (OpenApiSchemas.FitsQuery(field))
                {
                    parameters.Add(Parameter(field.JsonName, "query", schemas.OfQuery(field), required: false));
                }
            }
        }

        operation["parameters"] = parameters;
        if (rule.Body.Length > 0)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(Body(method, rule, inPath, schemas)) };
        }

        operation["responses"] = Responses(method, rule, schemas);
        return operation;
    }

    private static JsonObject Body(MethodDescriptor method, HttpRule rule, List<string> inPath, OpenApiSchemas schemas)
        => rule.Body == "*"
            ? schemas.Object(method.InputType.Fields.InDeclarationOrder().Where(field => !inPath.Contains(field.Name)))
            : schemas.Of(method.InputType.FindFieldByName(rule.Body));

    private static JsonObject Responses(MethodDescriptor method, HttpRule rule, OpenApiSchemas schemas)
    {
        var shown = rule.ResponseBody.Length > 0 ? schemas.Of(method.OutputType.FindFieldByName(rule.ResponseBody)) : schemas.Reference(method.OutputType);
        return new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = method.IsServerStreaming ? "One JSON object per line, until the client leaves or the resource ends." : "Done.",
                ["content"] = Content(shown),
            },
            ["default"] = new JsonObject
            {
                ["description"] = "Refused: google.rpc.Status with an ErrorInfo that names the reason.",
                ["content"] = Content(schemas.Reference(Google.Rpc.Status.Descriptor)),
            },
        };
    }

    private static JsonObject Content(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Parameter(string name, string place, JsonObject schema, bool required)
        => new() { ["name"] = name, ["in"] = place, ["required"] = required, ["schema"] = schema };
}
