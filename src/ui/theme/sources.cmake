# Icons and other files compiled in under :/pinion; registerResources() in icons.h brings them in.
qt_add_resources(PINION_UI_RESOURCES ${PROJECT_SOURCE_DIR}/resources/pinion.qrc)
list(APPEND PINION_UI_SOURCES
    theme/icons.cpp theme/icons.h
    theme/paletteiconengine.cpp theme/paletteiconengine.h
    theme/roomystyle.cpp theme/roomystyle.h
    theme/theme.cpp theme/theme.h
    ${PINION_UI_RESOURCES}
)
