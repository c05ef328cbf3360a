using Tracing.Tool.Commands;

return ToolCommands.Run(args);
