using Grpc.Core;
using OmniForge.Client;

namespace OmniForge.Cli.Chat;

/// <summary>Refusals in the words of a chat: what happened, what is safe, what to do.</summary>
internal static class ChatFailures
{
    public static string Explain(OmniForgeException refusal) => refusal.Reason switch
    {
        "UNREACHABLE" or "SERVER_DRAINING" => "OmniForge cannot be reached right now. Everything said so far is saved. Start it with: omniforge serve",
        "RESOURCE_NOT_FOUND" => "There is no such conversation. Leave out --resume to begin a new one.",
        "CONVERSATION_LIMIT" => "You have 50 conversations, which is as many as there can be. Nothing was lost. See them with \"omniforge conversations list\" and delete one that you no longer need.",
        "CONVERSATION_CLOSED" => "This conversation is closed and can only be read. Begin a new one with: omniforge chat",
        "TURN_QUEUE_FULL" or "TURN_IN_PROGRESS" => "I am still busy with what you said before. Please say it again in a moment.",
        "BUDGET_EXHAUSTED" => "This conversation has used up what it may. Everything is saved. Begin a new one with: omniforge chat",
        "INTERNAL" => "That went wrong on my side. Everything said so far is saved; please say it again.",
        "PERMISSION_MISSING" => "You may not do this with the access you have. Nothing was changed. Ask the person who runs OmniForge.",
        _ when refusal.StatusCode == StatusCode.Unauthenticated
            => "OmniForge does not let this terminal in. Run it where the server runs and as the same user, or ask the person who runs it for access.",
        _ => refusal.Message,
    };
}
