package dev.millrace.ingestion.dataset.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@code /openapi.json} says about an upload, whose headers and body are read without the framework. */
@Operation(
        summary = "Takes in a file as the next version of a dataset",
        parameters = {
            @Parameter(
                    in = ParameterIn.QUERY,
                    name = "mode",
                    description = "Whether the version adds to those before it or replaces them",
                    schema =
                            @Schema(
                                    allowableValues = {"append", "snapshot"},
                                    defaultValue = "append")),
            @Parameter(
                    in = ParameterIn.HEADER,
                    name = "Content-Encoding",
                    description = "How the file is compressed, if it is",
                    schema = @Schema(allowableValues = {"gzip", "zstd", "identity"})),
            @Parameter(
                    in = ParameterIn.HEADER,
                    name = "Idempotency-Key",
                    description = "The same upload with the same key is done once and answered alike",
                    schema = @Schema(type = "string")),
            @Parameter(
                    in = ParameterIn.HEADER,
                    name = "X-Content-SHA256",
                    description = "Digest of the body in hexadecimal digits; a body with another one is refused",
                    schema = @Schema(type = "string")),
            @Parameter(
                    in = ParameterIn.HEADER,
                    name = "X-File-Name",
                    description =
                            "What the file is called, for whoever asks where a version comes from: in ASCII, or as an extended value of"
                                    + " RFC 8187, such as UTF-8''gr%C3%B6%C3%9Fe.csv",
                    schema = @Schema(type = "string")),
            @Parameter(
                    in = ParameterIn.HEADER,
                    name = "X-Flatten",
                    description = "Whether the fields of nested objects become columns, called a.b",
                    schema = @Schema(allowableValues = {"true", "false"}))
        },
        requestBody =
                @RequestBody(
                        required = true,
                        description = "The file: CSV with a header, JSON lines or a JSON array, Avro or Parquet",
                        content = {
                            @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                            @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string")),
                            @Content(mediaType = "application/json", schema = @Schema(type = "string")),
                            @Content(
                                    mediaType = "application/avro",
                                    schema = @Schema(type = "string", format = "binary")),
                            @Content(
                                    mediaType = "application/vnd.apache.parquet",
                                    schema = @Schema(type = "string", format = "binary"))
                        }),
        responses = {
            @ApiResponse(responseCode = "202", description = "A new version", useReturnTypeSchema = true),
            @ApiResponse(
                    responseCode = "200",
                    description = "The version that has the same bytes already",
                    useReturnTypeSchema = true)
        })
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface DescribedUpload {}
